// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Some dialogues of one transcript. */
record Proof(String file, Pattern names) {

    private static final String PACKED = "proofs.txt";

    /** The proofs of each statement: a line with its id, then a line for each proof, {@code file: pattern of names}. */
    static Map<String, List<Proof>> packed() {
        try (InputStream in = Objects.requireNonNull(Proof.class.getResourceAsStream(PACKED), PACKED)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, List<Proof>> parse(String text) {
        Map<String, List<Proof>> proofs = new LinkedHashMap<>();
        List<Proof> current = new ArrayList<>();
        for (String line : text.lines().filter(Proof::isContent).toList()) {
            if (line.startsWith(" ")) {
                current.add(proof(line.strip()));
            } else {
                current = proofs.computeIfAbsent(line, id -> new ArrayList<>());
            }
        }
        return proofs;
    }

    boolean takes(Transcript transcript, Dialogue dialogue) {
        return transcript.source().equals(file)
                && names.matcher(dialogue.name()).matches();
    }

    private static boolean isContent(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static Proof proof(String line) {
        String[] parts = line.split(": ", 2);
        return new Proof(parts[0] + ".msnp", Pattern.compile(parts[1]));
    }
}
