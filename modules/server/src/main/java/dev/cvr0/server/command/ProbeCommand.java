// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.server.probe.Outcome;
import dev.cvr0.server.probe.ProbeReport;
import dev.cvr0.server.probe.ServerProbe;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code cvr0 probe}: plays transcripts against a running server. */
@Command(
        name = "probe",
        description =
                "Plays transcripts against a running server, CVR0 or any other emulator. Groups the differences by"
                        + " cause, with links to the protocol reference.",
        mixinStandardHelpOptions = true)
public final class ProbeCommand implements Callable<Integer> {

    private static final int MAX_PARALLEL = 256;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "HOST:PORT",
            description = "The address of the server.",
            converter = AddressConverter.class)
    private InetSocketAddress server = new InetSocketAddress(0);

    @Parameters(
            index = "1..*",
            paramLabel = "TRANSCRIPT",
            description =
                    "Transcript files. Default: the conformance dialogues that apply to a server with the bundled catalog"
                            + " and the default settings.")
    private List<Path> files = List.of();

    @Option(
            names = "--dialects",
            paramLabel = "NAME",
            split = "[, ]+",
            description = "The dialects of the server, best first, separated by commas or spaces. Default: none.")
    private List<String> dialects = List.of();

    @Option(
            names = "--own-commands",
            paramLabel = "VERB",
            split = "[, ]+",
            description =
                    "The commands that the server handles before sign-in besides VER and CVQ, separated by commas or"
                            + " spaces. CVR if it answers CVR in sessions with its dialects. Default: none.")
    private Set<String> ownCommands = Set.of();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2s",
            converter = TimeoutConverter.class,
            description = "The time limit for an answer, such as 500ms or 10s. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--parallel",
            paramLabel = "NUMBER",
            defaultValue = "16",
            description = "The number of simultaneous connections, from 1 to 256. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(names = "--verbose", description = "Also print the result of each dialogue.")
    private boolean verbose;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallel < 1 || parallel > MAX_PARALLEL) {
            throw new ParameterException(
                    spec.commandLine(), "--parallel: " + parallel + " is out of range; expected 1 to " + MAX_PARALLEL);
        }
        HostCapabilities host = capabilities();
        List<Transcript> transcripts = files.stream().map(Transcript::read).toList();
        try (Peer peer = new SocketPeer(server)) {
            peer.connect().close();
            long start = System.nanoTime();
            ServerProbe probe = new ServerProbe(peer, timeout, parallel, new ProgressPrinter());
            List<Outcome> outcomes = files.isEmpty() ? probe.playConformance(host) : probe.play(transcripts);
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            return print(new ProbeReport(ListenAddress.format(server), outcomes, duration));
        } catch (IOException e) {
            throw cannotConnect(spec, server, e);
        }
    }

    /** Returns the usage error for a server that cannot be reached. */
    static ParameterException cannotConnect(CommandSpec spec, InetSocketAddress server, IOException cause) {
        return new ParameterException(
                spec.commandLine(),
                "cannot connect to " + ListenAddress.format(server) + ": " + cause.getMessage()
                        + "; check the address and that the server is running",
                cause);
    }

    private HostCapabilities capabilities() {
        try {
            return new HostCapabilities(dialects, ownCommands);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dialects, --own-commands: " + LogSafeText.escape(String.valueOf(e.getMessage())));
        }
    }

    private int print(ProbeReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isEnabled()) {
            out.println(report.json());
        } else {
            if (verbose) {
                report.details().forEach(out::println);
            }
            report.lines().forEach(out::println);
        }
        out.flush();
        return report.passed() ? ExitCodes.EXIT_SUCCESS : ExitCodes.EXIT_CHECK_FAILED;
    }

    /** Prints the number of played dialogues at most every two seconds. */
    private final class ProgressPrinter implements BiConsumer<Integer, Integer> {

        private static final long INTERVAL_NANOS = 2_000_000_000L;

        private long last = System.nanoTime();

        @Override
        public synchronized void accept(Integer played, Integer total) {
            if (System.nanoTime() - last >= INTERVAL_NANOS) {
                last = System.nanoTime();
                PrintWriter err = spec.commandLine().getErr();
                err.println(played + " of " + total + " dialogues");
                err.flush();
            }
        }
    }

    /** Parses a time limit. */
    public static final class TimeoutConverter implements ITypeConverter<Duration> {

        private static final Setting<Duration> TIMEOUT = Setting.duration(
                "--timeout", Duration.ofSeconds(2), Duration.ofHours(1), Band.RARE, "The time limit for an answer.");

        @Override
        public Duration convert(String text) {
            return TIMEOUT.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            LogSafeText.quote(text) + " is not a time limit; use " + TIMEOUT.expected()));
        }
    }

    /** Parses the address of a server. */
    static final class AddressConverter implements ITypeConverter<InetSocketAddress> {

        @Override
        public InetSocketAddress convert(String text) {
            return ListenAddress.tryParse(text)
                    .filter(address -> !address.isUnresolved())
                    .orElseThrow(() -> new TypeConversionException(LogSafeText.quote(text)
                            + " is not an address; expected HOST:PORT with a host name that resolves"));
        }
    }
}
