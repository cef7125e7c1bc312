// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.Transcript;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Transcripts as tests for a method with {@code @TestFactory}: a container for each transcript, a test for each
 * dialogue. A test that fails lists the mismatches, one per line.
 *
 * @since 0.1
 */
public final class TranscriptTests {

    private TranscriptTests() {}

    /**
     * Creates the tests of several transcripts, such as {@code Transcript.conformance()}.
     *
     * @param transcripts at least one transcript
     * @param peers creates the server of each transcript when its first dialogue is played
     * @return the tests, in the order of the files
     * @throws IllegalArgumentException if there is no transcript: no tests would pass
     */
    public static Stream<DynamicNode> of(Collection<Transcript> transcripts, PeerFactory peers) {
        if (transcripts.isEmpty()) {
            throw new IllegalArgumentException("no transcripts to play");
        }
        return transcripts.stream().map(transcript -> container(transcript, peers));
    }

    /**
     * Creates the tests of one transcript.
     *
     * @param transcript the transcript
     * @param peers creates the server
     * @return the tests, in the order of the file
     */
    public static Stream<DynamicNode> of(Transcript transcript, PeerFactory peers) {
        return of(List.of(transcript), peers);
    }

    private static DynamicNode container(Transcript transcript, PeerFactory peers) {
        TranscriptFixture fixture = new TranscriptFixture(transcript, peers);
        Stream<DynamicTest> tests = transcript.dialogues().stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> fixture.play(dialogue)));
        return DynamicContainer.dynamicContainer(transcript.source(), tests.onClose(fixture::close));
    }
}
