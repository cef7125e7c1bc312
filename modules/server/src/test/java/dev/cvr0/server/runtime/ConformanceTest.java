// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.testkit.TranscriptTests;
import dev.cvr0.transcript.Transcript;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Plays all transcripts against a server over sockets. */
class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> shouldAnswerEveryTranscript() {
        return TranscriptTests.of(Transcript.conformance(), ServerPeer::new);
    }
}
