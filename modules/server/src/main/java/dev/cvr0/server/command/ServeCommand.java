// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.front.RelaySettings;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.server.http.HttpSettings;
import dev.cvr0.server.runtime.Cvr0Server;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cvr0 serve}: runs the server. */
@Command(
        name = "serve",
        description = "Runs the server. SIGTERM and Ctrl-C drain the connections and exit with 0. The server reloads a"
                + " changed catalog automatically, or at once on SIGHUP.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private static final List<String> STOP_SIGNALS = List.of("TERM", "INT");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "The address to listen on; sets cvr0.listen. Default: 127.0.0.1:1863. Port 0 selects a free port.")
    private @Nullable String listen;

    @Option(
            names = "--dialects",
            paramLabel = "DIALECT",
            arity = "1..*",
            description =
                    "The dialects of the host besides CVR0, in order of preference, separated by commas or spaces;"
                            + " sets cvr0.dialects. Default: none.")
    private List<String> dialects = List.of();

    @Option(
            names = "--upstream",
            paramLabel = "HOST:PORT",
            description = "The emulator for which the server is a relay; sets cvr0.upstream. Default: none.")
    private @Nullable String upstream;

    @Option(
            names = "--proxy-from",
            paramLabel = "CIDR",
            arity = "1..*",
            description =
                    "The proxies whose PROXY header is accepted, separated by commas or spaces; sets cvr0.proxy-from."
                            + " Default: none.")
    private List<String> proxyFrom = List.of();

    @Option(
            names = "--proxy-protocol",
            paramLabel = "VERSION",
            description = "The PROXY header for the emulator: none, v1 or v2; sets cvr0.proxy-protocol. Default: none.")
    private @Nullable String proxyProtocol;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "The address of the HTTP API, such as 127.0.0.1:8863; sets cvr0.http. Default: none.")
    private @Nullable String http;

    @Option(
            names = "--behind-proxy",
            description =
                    "The HTTP API is reached only through a proxy that encrypts; sets cvr0.http.behind-proxy. Default:"
                            + " no.")
    private boolean behindProxy;

    @Override
    public Integer call() throws InterruptedException {
        Cvr0Server server = Cvr0Server.start(options.layered(settings()));
        Thread hook = new Thread(() -> stop(server), "cvr0-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        CountDownLatch stop = new CountDownLatch(1);
        STOP_SIGNALS.forEach(signal -> SignalHandlers.install(signal, () -> {
            log(signal, server.connections());
            stop.countDown();
        }));
        SignalHandlers.install("HUP", server::reload);
        spec.commandLine().getOut().println("cvr0 listens on " + ListenAddress.format(server.address()));
        server.httpAddress()
                .ifPresent(address -> spec.commandLine()
                        .getOut()
                        .println("the HTTP API listens on " + ListenAddress.format(address)));
        spec.commandLine().getOut().flush();
        stop.await();
        // Without a handled signal, the hook stops the server. It runs while java.util.logging closes its handlers.
        Runtime.getRuntime().removeShutdownHook(hook);
        server.close();
        return ExitCodes.EXIT_SUCCESS;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        Optional.ofNullable(listen).ifPresent(address -> settings.put(HostSettings.LISTEN.key(), address));
        Optional.ofNullable(http).ifPresent(address -> settings.put(HttpSettings.LISTEN.key(), address));
        if (behindProxy) {
            settings.put(HttpSettings.BEHIND_PROXY.key(), "true");
        }
        if (!dialects.isEmpty()) {
            settings.put(HandlerRegistry.DIALECTS.key(), String.join(",", dialects));
        }
        Optional.ofNullable(upstream).ifPresent(address -> settings.put(RelaySettings.UPSTREAM.key(), address));
        if (!proxyFrom.isEmpty()) {
            settings.put(RelaySettings.PROXY_FROM.key(), String.join(",", proxyFrom));
        }
        Optional.ofNullable(proxyProtocol)
                .ifPresent(version -> settings.put(RelaySettings.PROXY_PROTOCOL.key(), version));
        return settings;
    }

    private static void log(String signal, int connections) {
        System.getLogger("dev.cvr0.server")
                .log(Level.INFO, () -> "CVR0-4010: SIG" + signal + ": stopping, open connections: " + connections);
    }

    // After a signal, the JVM exits with a nonzero code, but draining is success.
    private static void stop(Cvr0Server server) {
        int code = ExitCodes.EXIT_INTERNAL_ERROR;
        try {
            server.close();
            code = ExitCodes.EXIT_SUCCESS;
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
