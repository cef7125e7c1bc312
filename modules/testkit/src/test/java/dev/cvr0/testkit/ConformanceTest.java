// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> shouldPassWithTheReferenceHandler() {
        return TranscriptTests.of(Transcript.conformance(), ReferenceHandler::peer);
    }

    @Test
    void shouldFailWithDefaultsIfATranscriptHasSettings() {
        List<String> indifferent = Transcript.conformance().stream()
                .filter(transcript -> !transcript.settings().isEmpty())
                .filter(this::passesWithDefaults)
                .map(Transcript::source)
                .toList();
        assertThat(indifferent).containsExactlyInAnyOrder("policy-fallback.msnp", "unknown-strict.msnp");
    }

    private boolean passesWithDefaults(Transcript transcript) {
        return TranscriptRuns.failures(transcript, ReferenceHandler.peer(Map.of()))
                .isEmpty();
    }
}
