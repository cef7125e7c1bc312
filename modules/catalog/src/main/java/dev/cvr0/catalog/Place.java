// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A place in a catalogue file.
 *
 * @param source the file as the operator named it
 * @param line counted from 1; 0 if the whole file is meant
 * @param column in characters, counted from 1; 0 if the whole file is meant
 * @since 0.1
 */
public record Place(String source, int line, int column) implements Serializable, Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** Checks that nothing is missing. */
    public Place {
        Objects.requireNonNull(source, "source");
    }

    /**
     * The whole of a file.
     *
     * @param source the file as the operator named it
     * @return a place without line and column
     */
    public static Place whole(String source) {
        return new Place(source, 0, 0);
    }

    // Each mark has the name of its own file, of which a catalogue can have several.
    static Place of(String source, Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getName(), m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> whole(source));
    }

    static Place after(String source, CharSequence textBefore) {
        String text = textBefore.toString();
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int lineStart = text.lastIndexOf('\n') + 1;
        return new Place(source, line, 1 + text.codePointCount(lineStart, text.length()));
    }

    /** In the order of the file, the whole of it first. */
    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code source:line:column}, or the source alone. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
