// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement of the protocol reference: a row of {@code statements.txt}, which also describes the format.
 *
 * @param id the anchor in {@code src/docs/protocol.md}
 * @param assertions the indented lines of the row
 */
record Statement(String id, List<String> assertions) {

    private static final String TABLE = "statements.txt";
    private static final String REQUIRES_NO_COMMANDS = "requires no commands of the host";
    private static final String TESTED_BY = "tested by: ";
    private static final String NOT_TESTED = "not tested: ";

    Statement {
        assertions = List.copyOf(assertions);
    }

    /** Some dialogues of one transcript. */
    record Selector(String file, Pattern names) {

        boolean selects(Transcript transcript, Dialogue dialogue) {
            return transcript.source().equals(file)
                    && names.matcher(dialogue.name()).matches();
        }
    }

    static List<Statement> all() {
        try (InputStream in = Objects.requireNonNull(Statement.class.getResourceAsStream(TABLE), TABLE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Statement> parse(String table) {
        List<Statement> statements = new ArrayList<>();
        List<String> assertions = new ArrayList<>();
        // from the last line to the first: an id completes the assertions below it
        List<String> lines = new ArrayList<>(table.lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.startsWith(" ")) {
                assertions.add(0, line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                statements.add(0, new Statement(line, assertions));
                assertions.clear();
            }
        }
        return statements;
    }

    List<Selector> selectors() {
        return assertions.stream()
                .filter(line -> !line.equals(REQUIRES_NO_COMMANDS))
                .filter(line -> !line.startsWith(TESTED_BY) && !line.startsWith(NOT_TESTED))
                .map(Statement::selector)
                .toList();
    }

    boolean requiresNoCommandsOfTheHost() {
        return assertions.contains(REQUIRES_NO_COMMANDS);
    }

    Optional<String> testMethod() {
        return after(TESTED_BY);
    }

    Optional<String> reasonNotTested() {
        return after(NOT_TESTED);
    }

    @Override
    public String toString() {
        return "protocol.md#" + id;
    }

    private Optional<String> after(String keyword) {
        return assertions.stream()
                .filter(line -> line.startsWith(keyword))
                .map(line -> line.substring(keyword.length()))
                .findFirst();
    }

    private static Selector selector(String line) {
        String[] parts = line.split(": ", 2);
        return new Selector(parts[0] + ".msnp", Pattern.compile(parts[1]));
    }
}
