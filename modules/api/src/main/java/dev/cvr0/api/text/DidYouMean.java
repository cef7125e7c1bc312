// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Suggests a correction of a misspelt word.
 *
 * @since 0.1
 */
public final class DidYouMean {

    private static final int MAX_DISTANCE = 2;
    private static final int MAX_CANDIDATES = 200;

    private DidYouMean() {}

    /**
     * Returns the candidate that is most similar to a word. Only the first {@value #MAX_CANDIDATES} candidates are
     * compared.
     *
     * @param word the misspelt word
     * @param candidates the known words
     * @return the candidate with the smallest Levenshtein distance; empty if each differs in more than
     *     {@value #MAX_DISTANCE} characters or in more than half of its own
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .limit(MAX_CANDIDATES)
                .filter(candidate -> distance(word, candidate) <= Math.min(MAX_DISTANCE, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    // The rows of the Levenshtein matrix, one at a time. Words of very different length are not compared.
    private static int distance(String word, String other) {
        if (Math.abs(word.length() - other.length()) > MAX_DISTANCE) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 0; i < word.length(); i++) {
            row = nextRow(row, i, word.charAt(i), other);
        }
        return row[other.length()];
    }

    private static int[] nextRow(int[] previous, int i, char c, String other) {
        int[] row = new int[previous.length];
        row[0] = i + 1;
        for (int j = 0; j < other.length(); j++) {
            int replaced = previous[j] + (c == other.charAt(j) ? 0 : 1);
            row[j + 1] = Math.min(replaced, 1 + Math.min(previous[j + 1], row[j]));
        }
        return row;
    }
}
