// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Transcript;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** The dialogues that verify one statement, played against a host. */
record AssertionTranscripts(Statement statement, List<Transcript> conformance, HostUnderTest host) {

    /** The assertions of all statements that dialogues verify, in the order of the reference. */
    static Stream<AssertionTranscripts> of(HostUnderTest host) {
        List<Transcript> conformance = Transcript.conformance();
        return Statement.all().stream()
                .filter(statement -> !statement.selectors().isEmpty())
                .map(statement -> new AssertionTranscripts(statement, conformance, host));
    }

    /**
     * Plays the dialogues for the settings of the host. Skips if there are none, or if the statement does not apply.
     *
     * @throws AssertionFailedError if a dialogue fails, with all mismatches
     */
    void verify() {
        if (statement.requiresNoCommandsOfTheHost() && host.hasCommandsOfItsOwn()) {
            Skips.skip(host, statement + ": the host has commands of its own");
            return;
        }
        List<Transcript> fitting = transcripts()
                .filter(transcript -> transcript.settings().equals(host.settings()))
                .toList();
        if (fitting.isEmpty()) {
            Skips.skip(host, statement + ": its dialogues require other settings: " + otherSettings());
            return;
        }
        String mismatches =
                fitting.stream().flatMap(this::mismatches).collect(Collectors.joining(System.lineSeparator()));
        if (!mismatches.isEmpty()) {
            throw new AssertionFailedError(statement + " is violated:" + System.lineSeparator() + mismatches);
        }
    }

    private Stream<String> mismatches(Transcript transcript) {
        return dialogues(transcript)
                .map(Timeouts.of(host).player(host.peer())::play)
                .filter(Predicate.not(DialogueResult::passed))
                .map(result -> result.describe(transcript.source()));
    }

    private Stream<Transcript> transcripts() {
        return conformance.stream()
                .filter(transcript -> dialogues(transcript).findAny().isPresent());
    }

    private Stream<Dialogue> dialogues(Transcript transcript) {
        List<Statement.Selector> selectors = statement.selectors();
        return transcript.dialogues().stream()
                .filter(dialogue -> selectors.stream().anyMatch(selector -> selector.selects(transcript, dialogue)));
    }

    private Set<Map<String, String>> otherSettings() {
        Set<Map<String, String>> groups = new TreeSet<>(Comparator.comparing(Map::toString));
        transcripts().map(Transcript::settings).forEach(groups::add);
        return groups;
    }
}
