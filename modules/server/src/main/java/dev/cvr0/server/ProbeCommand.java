// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Outcome;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcript;
import dev.cvr0.transcript.Transcripts;
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

/** {@code cvr0 probe}: plays transcripts against a server that listens, ours or another. */
@Command(
        name = "probe",
        description =
                "Plays transcripts against a server that listens, this one or any other emulator, and reports every"
                        + " difference with its line in the transcript.",
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "HOST:PORT", description = "The server.", converter = AddressConverter.class)
    private InetSocketAddress server = new InetSocketAddress(0);

    @Parameters(
            index = "1..*",
            paramLabel = "TRANSCRIPT",
            description =
                    "Files of dialogues. Default: those that come with cvr0 and hold for a server with the bundled"
                            + " catalogue and every setting at its default.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        List<Transcript> transcripts = transcripts();
        try (Peer peer = new SocketPeer(server)) {
            peer.connect().close();
            return play(transcripts, new DialoguePlayer(peer));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "no server answers at " + server + ": " + e.getMessage());
        }
    }

    private List<Transcript> transcripts() {
        return files.isEmpty()
                ? Transcripts.conformance().stream()
                        .filter(transcript -> transcript.settings().isEmpty())
                        .toList()
                : files.stream().map(Transcript::read).toList();
    }

    private int play(List<Transcript> transcripts, DialoguePlayer player) {
        int failed = 0;
        int played = 0;
        for (Transcript transcript : transcripts) {
            for (Dialogue dialogue : transcript.dialogues()) {
                Outcome outcome = player.play(dialogue);
                report(outcome, transcript.source());
                played++;
                failed += outcome.passed() ? 0 : 1;
            }
        }
        spec.commandLine().getOut().println(played - failed + " dialogues passed, " + failed + " failed");
        return failed == 0 ? 0 : Cvr0Command.NO;
    }

    private void report(Outcome outcome, String source) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((outcome.passed() ? "passed  " : "FAILED  ") + source + ": "
                + outcome.dialogue().name());
        outcome.describe(source).lines().forEach(difference -> out.println("  " + difference));
        out.flush();
    }

    /** Reads the address of a server. */
    static final class AddressConverter implements ITypeConverter<InetSocketAddress> {

        @Override
        public InetSocketAddress convert(String text) {
            return ListenAddress.parse(text)
                    .filter(address -> !address.isUnresolved())
                    .orElseThrow(() -> new TypeConversionException(
                            Excerpt.quote(text) + " is no address, expected HOST:PORT of a known host"));
        }
    }
}
