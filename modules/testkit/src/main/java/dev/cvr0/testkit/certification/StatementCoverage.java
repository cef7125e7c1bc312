// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Statement;
import dev.cvr0.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dialogues of a statement that a host can be tested with, and the reasons why others cannot be played.
 *
 * @param statement the statement
 * @param playable the dialogues that apply to the host, with its dialects; without empty transcripts
 * @param reasons why dialogues with the settings of the host do not apply to it
 * @param otherSettings the settings that the remaining dialogues require
 */
record StatementCoverage(
        Statement statement, List<Transcript> playable, List<String> reasons, List<Map<String, String>> otherSettings) {

    static StatementCoverage of(
            Statement statement, HostCapabilities capabilities, List<Transcript> conformance, HostUnderTest host) {
        List<Statement.Selector> selectors = statement.selectors();
        List<Transcript> playable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<Map<String, String>> otherSettings = new ArrayList<>();
        for (Transcript transcript : conformance) {
            List<Dialogue> selected = transcript.dialogues().stream()
                    .filter(dialogue -> selectors.stream().anyMatch(selector -> selector.selects(transcript, dialogue)))
                    .toList();
            if (!selected.isEmpty()
                    && !HostCapabilities.pluginSettings(transcript).equals(host.settings())) {
                otherSettings.add(HostCapabilities.pluginSettings(transcript));
                continue;
            }
            List<Dialogue> applicable = new ArrayList<>();
            for (Dialogue dialogue : selected) {
                capabilities
                        .reasonNotApplicable(transcript, dialogue)
                        .ifPresentOrElse(
                                reason -> reasons.add(transcript.source() + ":" + dialogue.line() + ": "
                                        + dialogue.name() + " (" + reason + ")"),
                                () -> applicable.add(capabilities.adapt(transcript, dialogue)));
            }
            if (!applicable.isEmpty()) {
                playable.add(new Transcript(transcript.source(), transcript.settings(), applicable));
            }
        }
        return new StatementCoverage(statement, playable, reasons, otherSettings);
    }

    boolean isTested() {
        return !playable.isEmpty();
    }

    /** Returns whether the declaration of the host excludes the statement, or a part of it. */
    boolean isIncomplete() {
        return !isTested() || !reasons.isEmpty();
    }

    String reason() {
        if (reasons.isEmpty()) {
            return statement + ": its dialogues require other settings: "
                    + otherSettings.stream().distinct().toList();
        }
        return statement + ":"
                + reasons.stream()
                        .map(reason -> System.lineSeparator() + reason)
                        .collect(Collectors.joining());
    }

    void verify(HostUnderTest host) {
        new HostClient(host).play(statement + " is violated", playable);
    }
}
