// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code cvr0 probe}: plays transcripts against a running server. */
@Command(
        name = "probe",
        description =
                "Plays transcripts against a running server, CVR0 or any other emulator. Reports each difference with"
                        + " its line in the transcript.",
        mixinStandardHelpOptions = true)
public final class ProbeCommand implements Callable<Integer> {

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

    @Override
    public Integer call() throws IOException {
        List<Transcript> transcripts = transcripts();
        try (Peer peer = new SocketPeer(server)) {
            peer.connect().close();
            return play(transcripts, new DialoguePlayer(peer));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot connect to " + ListenAddress.format(server) + ": " + e.getMessage()
                            + "; check the address and that the server is running");
        }
    }

    private List<Transcript> transcripts() {
        return files.isEmpty()
                ? Transcript.conformance().stream()
                        .filter(transcript -> transcript.settings().isEmpty())
                        .toList()
                : files.stream().map(Transcript::read).toList();
    }

    private int play(List<Transcript> transcripts, DialoguePlayer player) {
        int failed = 0;
        int played = 0;
        for (Transcript transcript : transcripts) {
            for (Dialogue dialogue : transcript.dialogues()) {
                DialogueResult result = player.play(dialogue);
                report(result, transcript.source());
                played++;
                failed += result.passed() ? 0 : 1;
            }
        }
        spec.commandLine().getOut().println(played - failed + " dialogues passed, " + failed + " failed");
        return failed == 0 ? ExitCodes.EXIT_SUCCESS : ExitCodes.EXIT_CHECK_FAILED;
    }

    private void report(DialogueResult result, String source) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((result.passed() ? "passed  " : "FAILED  ") + source + ": "
                + result.dialogue().name());
        result.describe(source).lines().forEach(difference -> out.println("  " + difference));
        out.flush();
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
