// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of the protocol reference: a row of {@code statements.txt}, which also describes the format.
 *
 * @param id the anchor in {@code src/docs/protocol.md}
 * @param assertions the indented lines of the row
 */
record Statement(String id, List<String> assertions) {

    private static final String TABLE = "statements.txt";
    private static final String ONLY_WITHOUT_OTHER_COMMANDS = "only for hosts without other commands";

    /** Selects dialogues of one transcript by their names. */
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
        // each row starts with a line that is not indented
        String rows = table.replaceAll("(?m)^(#.*)?\\R", "");
        return Stream.of(rows.split("\n(?! )"))
                .map(row -> row.lines().map(String::strip).toList())
                .map(lines -> new Statement(lines.get(0), lines.subList(1, lines.size())))
                .toList();
    }

    List<Selector> selectors() {
        return assertions.stream()
                .filter(line -> !line.matches(ONLY_WITHOUT_OTHER_COMMANDS + "|tested by: .*|not tested: .*"))
                .map(line -> line.split(": ", 2))
                .map(parts -> new Selector(parts[0] + ".msnp", Pattern.compile(parts[1])))
                .toList();
    }

    /** Plays the dialogues for the settings of the host. Skips the statement if it does not apply to the host. */
    void verify(List<Transcript> conformance, HostUnderTest host) {
        HostClient client = new HostClient(host);
        List<Transcript> selected = conformance.stream().flatMap(this::select).toList();
        List<Transcript> fitting = selected.stream()
                .filter(transcript -> transcript.settings().equals(host.settings()))
                .toList();
        if (assertions.contains(ONLY_WITHOUT_OTHER_COMMANDS) && host.servesOtherCommands()) {
            client.skip(this + ": the host serves other commands");
        } else if (fitting.isEmpty()) {
            client.skip(this + ": its dialogues require other settings: "
                    + selected.stream().map(Transcript::settings).distinct().toList());
        } else {
            client.play(this + " is violated", fitting);
        }
    }

    @Override
    public String toString() {
        return "protocol.md#" + id;
    }

    /** Returns the transcript with only the dialogues that verify this statement; empty if it has no such dialogues. */
    private Stream<Transcript> select(Transcript transcript) {
        List<Selector> selectors = selectors();
        List<Dialogue> dialogues = transcript.dialogues().stream()
                .filter(dialogue -> selectors.stream().anyMatch(selector -> selector.selects(transcript, dialogue)))
                .toList();
        return dialogues.isEmpty()
                ? Stream.empty()
                : Stream.of(new Transcript(transcript.source(), transcript.settings(), dialogues));
    }
}
