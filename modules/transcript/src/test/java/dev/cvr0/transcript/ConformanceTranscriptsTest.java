// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConformanceTranscriptsTest {

    @Test
    void shouldBeSortedByName() {
        List<String> names =
                Transcript.conformance().stream().map(Transcript::source).toList();
        assertThat(names).contains("seed.msnp").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldBeFoundByName() {
        assertThat(Transcript.conformance("seed.msnp").dialogues()).hasSize(6);
    }

    @Test
    void shouldReportAnUnknownName() {
        assertThatThrownBy(() -> Transcript.conformance("nothing.msnp"))
                .isInstanceOf(TranscriptException.class)
                .hasMessageStartingWith("nothing.msnp: cannot be read");
    }

    @Test
    void shouldHaveUniqueDialogueNames() {
        for (Transcript transcript : Transcript.conformance()) {
            assertThat(transcript.dialogues().stream().map(Dialogue::name))
                    .as(transcript.source())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldEndWithOpenOrClosedUnlessTheClientDisconnects() {
        Set<String> withoutEnd = new TreeSet<>();
        for (Transcript transcript : Transcript.conformance()) {
            for (Dialogue dialogue : transcript.dialogues()) {
                Step last = dialogue.steps().get(dialogue.steps().size() - 1);
                if (!(last instanceof Step.ExpectOpen || last instanceof Step.ExpectClosed)) {
                    withoutEnd.add(transcript.source() + ": " + dialogue.name());
                }
            }
        }
        assertThat(withoutEnd).allMatch(name -> name.contains("client disconnects"));
    }
}
