// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import java.util.List;

/**
 * The outcome of one dialogue.
 *
 * @param transcript the transcript of the dialogue
 * @param dialogue the dialogue
 * @param status the status
 * @param cause the cause that the dialogue has in common with others; empty if it passed
 * @param statements the ids of the statements of the protocol reference that are violated or not tested; copied
 * @param mismatches the mismatches of a failed dialogue, each with its line; copied
 */
public record Outcome(
        Transcript transcript,
        Dialogue dialogue,
        Status status,
        String cause,
        List<String> statements,
        List<String> mismatches) {

    /** The status of a dialogue. */
    public enum Status {
        /** The server behaved as expected. */
        PASSED("passed"),
        /** The server behaved differently. */
        FAILED("FAILED"),
        /** The dialogue was not played, because the server does not do what it requires. */
        NOT_TESTED("NOT TESTED"),
        /** The dialogue was not played, because it requires other capabilities or settings than those declared. */
        NOT_APPLICABLE("not applicable");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Copies the lists. */
    public Outcome {
        statements = List.copyOf(statements);
        mismatches = List.copyOf(mismatches);
    }

    /** {@return the first mismatch, or the header of the dialogue, as {@code file:line}, with the name of the dialogue} */
    String position() {
        String line = mismatches.stream()
                .findFirst()
                .map(mismatch -> mismatch.split(":", 2)[0])
                .orElseGet(() -> String.valueOf(dialogue.line()));
        return transcript.source() + ":" + line + " " + dialogue.name();
    }
}
