// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Creates the tests for a {@code @TestFactory} method from transcripts: a container for each transcript, a test for each
 * dialogue. The message of a failed test lists the mismatches, one per line.
 *
 * @since 0.1
 */
public final class TranscriptTests {

    private final Transcript transcript;
    private final PeerFactory factory;
    private Optional<Peer> peer = Optional.empty();

    private TranscriptTests(Transcript transcript, PeerFactory factory) {
        this.transcript = transcript;
        this.factory = factory;
    }

    /** Creates the server for a transcript. */
    @FunctionalInterface
    public interface PeerFactory {

        /**
         * {@return a new server with the settings of one transcript} The caller closes it after the last dialogue.
         *
         * @param settings keys, with their prefix, and values; empty for the defaults
         * @throws Exception if the server cannot be started; the dialogues of the transcript then fail with this exception
         */
        Peer peerFor(Map<String, String> settings) throws Exception;
    }

    /**
     * Creates the tests of transcripts, such as {@link Transcript#conformance()}.
     *
     * @param transcripts at least one transcript
     * @param peers creates the server of each transcript when its first dialogue is played
     * @return the tests, in the order of the files
     * @throws IllegalArgumentException if there are no transcripts, because no tests would count as success
     */
    public static Stream<DynamicNode> of(Collection<Transcript> transcripts, PeerFactory peers) {
        if (transcripts.isEmpty()) {
            throw new IllegalArgumentException("the list of transcripts is empty, expected at least one");
        }
        return transcripts.stream().map(transcript -> new TranscriptTests(transcript, peers).container());
    }

    private DynamicNode container() {
        Stream<DynamicTest> tests = transcript.dialogues().stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
        return DynamicContainer.dynamicContainer(transcript.source(), tests.onClose(this::close));
    }

    private void play(Dialogue dialogue) throws Exception {
        DialogueResult result = new DialoguePlayer(peer()).play(dialogue);
        if (!result.passed()) {
            fail(result.describe(transcript.source()));
        }
    }

    private synchronized Peer peer() throws Exception {
        if (peer.isEmpty()) {
            peer = Optional.of(factory.peerFor(transcript.settings()));
        }
        return peer.get();
    }

    private synchronized void close() {
        peer.ifPresent(Peer::close);
        peer = Optional.empty();
    }
}
