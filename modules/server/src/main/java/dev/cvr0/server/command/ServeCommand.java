// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.server.runtime.Cvr0Server;
import java.util.LinkedHashMap;
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
        description =
                "Runs the server until SIGTERM or Ctrl-C; then it drains its connections and exits with 0. It reloads"
                        + " a changed catalog automatically, and immediately on SIGHUP.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "The address to listen on, as cvr0.listen. Default: 127.0.0.1:1863. Port 0 is any free port.")
    private @Nullable String listen;

    @Option(
            names = "--dialects",
            paramLabel = "LIST",
            description =
                    "The dialects that this host speaks itself, best first, separated by commas, as cvr0.dialects."
                            + " Default: none.")
    private @Nullable String dialects;

    @Override
    public Integer call() throws InterruptedException {
        Cvr0Server server = Cvr0Server.start(options.layered(given()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "cvr0-stop"));
        SighupHandler.install(server::reload);
        spec.commandLine().getOut().println("cvr0 listens on " + ListenAddress.format(server.address()));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return ExitCodes.EXIT_SUCCESS;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        Optional.ofNullable(listen).ifPresent(address -> given.put(HostSettings.LISTEN.key(), address));
        Optional.ofNullable(dialects).ifPresent(names -> given.put(HandlerRegistry.DIALECTS.key(), names));
        return given;
    }

    // After a signal the virtual machine would exit with its own code, but a server that has drained succeeded.
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
