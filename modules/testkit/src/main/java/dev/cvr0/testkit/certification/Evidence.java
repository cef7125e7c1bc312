// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import dev.cvr0.transcript.Transcripts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** The dialogues that show one statement. */
final class Evidence {

    private final String statement;
    private final List<Proof> proofs;

    Evidence(String statement, List<Proof> proofs) {
        this.statement = statement;
        this.proofs = List.copyOf(proofs);
    }

    static Evidence of(String statement) {
        return new Evidence(statement, Proof.packed().getOrDefault(statement, List.of()));
    }

    /** Plays those that fit the settings of the host; fails with all differences, and leaves it out if none fits. */
    void playAgainst(HostUnderTest host) {
        List<Transcript> fitting = transcripts()
                .filter(transcript -> transcript.settings().equals(host.settings()))
                .toList();
        if (fitting.isEmpty()) {
            LeftOut.because(host, this + ", which is shown with other settings only: " + otherSettings());
        }
        String differences = fitting.stream()
                .flatMap(transcript -> differences(transcript, host))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!differences.isEmpty()) {
            throw new AssertionFailedError(this + " is not kept:" + System.lineSeparator() + differences);
        }
    }

    private Stream<String> differences(Transcript transcript, HostUnderTest host) {
        return dialogues(transcript)
                .map(Patience.of(host).player(host.peer())::play)
                .filter(result -> !result.passed())
                .map(result -> result.describe(transcript.source()));
    }

    private Stream<Transcript> transcripts() {
        return Transcripts.conformance().stream()
                .filter(transcript -> dialogues(transcript).findAny().isPresent());
    }

    private Stream<Dialogue> dialogues(Transcript transcript) {
        return transcript.dialogues().stream()
                .filter(dialogue -> proofs.stream().anyMatch(proof -> proof.takes(transcript, dialogue)));
    }

    private Set<Map<String, String>> otherSettings() {
        Set<Map<String, String>> groups = new TreeSet<>(Comparator.comparing(Map::toString));
        transcripts().map(Transcript::settings).forEach(groups::add);
        return groups;
    }

    @Override
    public String toString() {
        return "protocol.md#" + statement;
    }
}
