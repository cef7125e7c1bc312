// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A resource with named {@link RelayScript}s. A header is {@code == row: name}; {@code with word} selects another relay. */
final class ScriptFile {

    private ScriptFile() {}

    /** A named dialogue. */
    record Entry(String row, String name, String with, String text) {

        /** Creates the script with the addresses of listeners. */
        RelayScript script(Map<String, String> names) {
            String resolved = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                resolved = resolved.replace(name.getKey(), name.getValue());
            }
            return new RelayScript(resolved);
        }

        /** Returns a dialogue that does not wait for silence. */
        Entry withoutQuietTimes() {
            return new Entry(row, name, with, text.replaceAll(">[CE] <nothing>\n", ""));
        }

        @Override
        public String toString() {
            return row + ": " + name;
        }
    }

    static List<Entry> read(String resource) {
        List<Entry> entries = new ArrayList<>();
        for (String part : load(resource).replaceAll("(?m)^(#.*)?\n", "").split("(?m)^== ")) {
            if (!part.isBlank()) {
                String[] header = part.substring(0, part.indexOf('\n')).split(": ", 2);
                String body = part.substring(part.indexOf('\n') + 1);
                boolean other = body.startsWith("with ");
                String with = other ? body.substring(5, body.indexOf('\n')) : "";
                entries.add(
                        new Entry(header[0], header[1], with, other ? body.substring(body.indexOf('\n') + 1) : body));
            }
        }
        assertThat(entries).isNotEmpty();
        return entries;
    }

    private static String load(String resource) {
        try (InputStream in = ScriptFile.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
