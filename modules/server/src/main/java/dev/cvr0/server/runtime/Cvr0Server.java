// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.front.Relay;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.http.HttpSettings;
import dev.cvr0.server.settings.ServerSettings;
import dev.cvr0.server.telemetry.HostCounters;
import dev.cvr0.server.telemetry.ServerTelemetry;
import dev.cvr0.server.telemetry.TelemetrySwitch;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** The running host or relay with plugin and catalog. Thread-safe. */
public final class Cvr0Server implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");

    private final StandalonePlugin plugin;
    private final Listening listening;
    private final Optional<HttpServer> http;
    private final Optional<ServerTelemetry> telemetry;

    private Cvr0Server(
            StandalonePlugin plugin,
            Listening listening,
            Optional<HttpServer> http,
            Optional<ServerTelemetry> telemetry) {
        this.plugin = plugin;
        this.listening = listening;
        this.http = http;
        this.telemetry = telemetry;
    }

    /**
     * Starts the plugin and, if that succeeds, the host or the relay.
     *
     * @param source the source of the settings
     * @return the running server
     * @throws dev.cvr0.settings.InvalidSettingsException if a setting is invalid or unknown
     * @throws dev.cvr0.plugin.registration.PluginStartException if a bean or the catalog is invalid
     * @throws dev.cvr0.host.HostStartException if the host cannot listen on the address
     */
    public static Cvr0Server start(SettingSource source) {
        ServerSettings settings = ServerSettings.read(source);
        settings.logFormat().apply();
        HandlerRegistry registry = new HandlerRegistry(settings.dialects());
        StandalonePlugin.Builder builder = plugin(source, settings, registry);
        DecisionStatistics statistics = new DecisionStatistics();
        if (settings.http().flatMap(HttpSettings::management).isPresent()) {
            builder.onDecision(statistics::decided);
        }
        Optional<ServerTelemetry> telemetry = TelemetrySwitch.start(System.getenv());
        telemetry.ifPresent(sdk -> sdk.addTo(builder));
        try {
            StandalonePlugin plugin = builder.start();
            try {
                Listening listening = listen(settings, registry, plugin);
                telemetry.ifPresent(sdk -> sdk.observe(listening.counters()));
                Optional<HttpServer> http = startHttp(source, settings, plugin, statistics, listening);
                warn(source, settings, plugin);
                return new Cvr0Server(plugin, listening, http, telemetry);
            } catch (RuntimeException e) {
                plugin.close();
                throw e;
            }
        } catch (RuntimeException e) {
            telemetry.ifPresent(ServerTelemetry::close);
            throw e;
        }
    }

    private static Listening listen(ServerSettings settings, HandlerRegistry registry, StandalonePlugin plugin) {
        if (settings.relay().isPresent()) {
            Relay relay = Relay.start(settings.relay().get(), settings.host(), registry, plugin.versions());
            return new Listening(relay.address(), HostCounters.of(relay), relay::close);
        }
        EmulatorHost host = EmulatorHost.start(settings.host(), registry);
        return new Listening(host.address(), HostCounters.of(host), host::close);
    }

    private static Optional<HttpServer> startHttp(
            SettingSource source,
            ServerSettings settings,
            StandalonePlugin plugin,
            DecisionStatistics statistics,
            Listening listening) {
        try {
            return settings.http().map(http -> HttpServer.start(source, http, settings.host(), plugin, statistics));
        } catch (RuntimeException e) {
            listening.close().run();
            throw e;
        }
    }

    private static void warn(SettingSource source, ServerSettings settings, StandalonePlugin plugin) {
        Optional<CatalogStatus> catalog =
                plugin.policy() instanceof CatalogPolicy policy ? Optional.of(policy.status()) : Optional.empty();
        StartupWarnings.find(source, settings.host().maxConnections(), StartupWarnings.LIMITS, catalog, Instant.now())
                .forEach(warning -> LOGGER.log(Level.WARNING, warning));
    }

    /**
     * Returns a builder of the plugin with the settings of the server.
     *
     * @param source the source of settings, for beans of the policy
     * @param settings the settings from that source
     * @param registry the registry that receives the handlers
     * @return the builder
     */
    public static StandalonePlugin.Builder plugin(
            SettingSource source, ServerSettings settings, HandlerRegistry registry) {
        return StandalonePlugin.on(registry)
                .source(source)
                .settings(settings.plugin())
                .instance(SettingsTable.class, ServerSettings.OWN_TABLE);
    }

    /** {@return the address on which the server listens, with the actual port} */
    public InetSocketAddress address() {
        return listening.address();
    }

    /** {@return the address of the HTTP API; empty if there is none} */
    public Optional<InetSocketAddress> httpAddress() {
        return http.map(HttpServer::address);
    }

    /** {@return the number of open connections} */
    public int connections() {
        return listening.counters().connections().getAsInt();
    }

    /** Reloads the catalog now and logs the result. Does nothing if another policy is in use. */
    public void reload() {
        if (plugin.policy() instanceof CatalogPolicy policy) {
            policy.reload();
        }
    }

    /** Drains the connections within {@code cvr0.shutdown-grace}, then stops the plugin. */
    @Override
    public void close() {
        http.ifPresent(HttpServer::close);
        listening.close().run();
        // before the plugin, which ends the observation of its values
        telemetry.ifPresent(ServerTelemetry::close);
        plugin.close();
    }

    /** The host or the relay. */
    private record Listening(InetSocketAddress address, HostCounters counters, Runnable close) {}
}
