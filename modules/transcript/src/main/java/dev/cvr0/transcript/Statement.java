// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of the protocol reference and the conformance dialogues that verify it. The JAR of this class contains the
 * table, {@code statements.txt}, which also describes its format.
 *
 * @param id the anchor in the protocol reference, {@code src/docs/protocol.md}; not null
 * @param assertions the dialogues, test methods and reasons of the statement, as in the table; copied
 * @since 0.1
 */
public record Statement(String id, List<String> assertions) {

    private static final String TABLE = "statements.txt";

    /** Copies the assertions. */
    public Statement {
        Objects.requireNonNull(id, "id");
        assertions = List.copyOf(assertions);
    }

    /**
     * Selects dialogues of one transcript by their names.
     *
     * @param file the file name of the transcript
     * @param names a pattern that matches whole names
     */
    public record Selector(String file, Pattern names) {

        /**
         * {@return whether a dialogue is selected}
         *
         * @param transcript the transcript of the dialogue
         * @param dialogue the dialogue
         */
        public boolean selects(Transcript transcript, Dialogue dialogue) {
            return transcript.source().equals(file)
                    && names.matcher(dialogue.name()).matches();
        }
    }

    /** {@return the statements in the order of the protocol reference} */
    public static List<Statement> all() {
        return parse(Transcript.load(TABLE, () -> Transcript.open(TABLE)));
    }

    static List<Statement> parse(String table) {
        // each row starts with a line that is not indented
        String rows = table.replaceAll("(?m)^(#.*)?\\R", "");
        return Stream.of(rows.split("\n(?! )"))
                .map(row -> row.lines().map(String::strip).toList())
                .map(lines -> new Statement(lines.get(0), lines.subList(1, lines.size())))
                .toList();
    }

    /** {@return the selectors of the dialogues; empty if no dialogue can verify the statement} */
    public List<Selector> selectors() {
        return assertions.stream()
                .filter(line -> !line.matches("tested by: .*|not tested: .*"))
                .map(line -> line.split(": ", 2))
                .map(parts -> new Selector(parts[0] + ".msnp", Pattern.compile(parts[1])))
                .toList();
    }

    /**
     * {@return whether a conformance dialogue verifies this statement}
     *
     * @param transcript the transcript of the dialogue
     * @param dialogue the dialogue
     */
    public boolean selects(Transcript transcript, Dialogue dialogue) {
        return selectors().stream().anyMatch(selector -> selector.selects(transcript, dialogue));
    }

    /** {@return the address in the protocol reference, relative to its folder} */
    @Override
    public String toString() {
        return "protocol.md#" + id;
    }
}
