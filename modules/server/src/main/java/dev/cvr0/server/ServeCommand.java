// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.host.ListenAddress;
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

/** {@code cvr0 serve}: listens until it is told to stop. */
@Command(
        name = "serve",
        description = "Listens for clients until it is told to stop (SIGTERM or Ctrl-C), then drains and exits with 0."
                + " Reads a changed catalogue by itself, and at once on SIGHUP.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen. Default: 127.0.0.1:1863; port 0 takes a free one and prints it.")
    private @Nullable String listen;

    @Option(
            names = "--dialects",
            paramLabel = "LIST",
            description = "The dialects that this host speaks itself, best first, separated by commas. Default: none.")
    private @Nullable String dialects;

    @Override
    public Integer call() throws InterruptedException {
        Cvr0Server server = Cvr0Server.start(options.configuration(given()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "cvr0-stop"));
        HangUpSignal.run(server::reload);
        spec.commandLine().getOut().println("cvr0 listens on " + ListenAddress.text(server.address()));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        Optional.ofNullable(listen).ifPresent(address -> given.put("cvr0.listen", address));
        Optional.ofNullable(dialects).ifPresent(names -> given.put("cvr0.dialects", names));
        return given;
    }

    // A signal would end the virtual machine with a code of its own; a server that drained has done what it was told.
    private static void stop(Cvr0Server server) {
        int code = Cvr0Command.OWN_FAULT;
        try {
            server.close();
            code = 0;
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
