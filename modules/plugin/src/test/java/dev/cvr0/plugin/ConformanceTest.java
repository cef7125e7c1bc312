// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.testkit.TranscriptTests;
import dev.cvr0.transcript.Transcript;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> shouldConformToEveryTranscript() {
        return TranscriptTests.of(Transcript.conformance(), PluginPeer::new);
    }
}
