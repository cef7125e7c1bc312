// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the HTTP API.
 *
 * @param listen the address
 * @param maxConnections the maximum number of open connections
 * @param idleTimeout the time after which a connection without a request is closed
 * @param requestTimeout the time within which a request must arrive
 */
public record HttpSettings(
        InetSocketAddress listen, int maxConnections, Duration idleTimeout, Duration requestTimeout) {

    /** The setting of {@link #listen}. */
    public static final Setting<Optional<InetSocketAddress>> LISTEN = Setting.optional(
            "cvr0.http",
            "HOST:PORT or [IPV6]:PORT with a loopback address, such as 127.0.0.1:8863",
            HttpSettings::tryParseListen,
            Band.FREQUENT,
            "The address of the HTTP API for emulators, POST /v1/decide. Only programs on this machine can use it, because"
                    + " it has no authentication. If not set, the API is off.");

    private static final Setting<Integer> MAX_CONNECTIONS = Setting.number(
            "cvr0.http.max-connections",
            256,
            1,
            10_000,
            Band.RARE,
            "The maximum number of open connections of the HTTP API. Further connections get status 503.");
    private static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
            "cvr0.http.idle-timeout",
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Band.RARE,
            "The time after which a connection of the HTTP API without a request is closed.");

    /** All settings. */
    public static final SettingsTable TABLE = SettingsTable.of(LISTEN, MAX_CONNECTIONS, IDLE_TIMEOUT);

    /**
     * Reads the settings.
     *
     * @param reader the reader, which collects invalid values
     * @return the settings; empty if the API is off
     */
    public static Optional<HttpSettings> read(SettingsReader reader) {
        int maxConnections = reader.read(MAX_CONNECTIONS);
        Duration idleTimeout = reader.read(IDLE_TIMEOUT);
        return reader.read(LISTEN)
                .map(listen -> new HttpSettings(listen, maxConnections, idleTimeout, HttpApi.REQUEST_TIMEOUT));
    }

    private static Optional<InetSocketAddress> tryParseListen(String text) {
        return ListenAddress.tryParse(text)
                .filter(listen -> !listen.isUnresolved() && listen.getAddress().isLoopbackAddress());
    }
}
