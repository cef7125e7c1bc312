// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.error;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A location in a catalog file.
 *
 * @param source the file as named by the operator
 * @param line counted from 1; 0 if the whole file is meant
 * @param column in characters, counted from 1; 0 if the whole file is meant
 * @since 0.1
 */
public record SourceLocation(String source, int line, int column) implements Serializable, Comparable<SourceLocation> {

    private static final Comparator<SourceLocation> ORDER = Comparator.comparing(SourceLocation::source)
            .thenComparingInt(SourceLocation::line)
            .thenComparingInt(SourceLocation::column);

    /**
     * Returns the location of a whole file.
     *
     * @param source the file as named by the operator
     * @return a location without line and column
     */
    public static SourceLocation whole(String source) {
        return new SourceLocation(source, 0, 0);
    }

    /**
     * Returns the location after a text.
     *
     * @param source the file as named by the operator
     * @param textBefore the text from the beginning of the file to the location
     * @return the location of the next character
     */
    public static SourceLocation after(String source, CharSequence textBefore) {
        String text = textBefore.toString();
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int lineStart = text.lastIndexOf('\n') + 1;
        return new SourceLocation(source, line, 1 + text.codePointCount(lineStart, text.length()));
    }

    /** Orders by source, line and column; a whole file comes first. */
    @Override
    public int compareTo(SourceLocation other) {
        return ORDER.compare(this, other);
    }

    /** {@code source:line:column}, or the source alone. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
