// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A word that may be a slip of the hand.
 *
 * @param word as it was written
 * @since 0.1
 */
public record Spelling(String word) {

    private static final int MOST_SLIPS = 2;
    private static final int MOST_WORDS = 200;

    /**
     * The most similar of some words. Of very many only some are compared.
     *
     * @param words what may have been meant
     * @return the one that differs in the fewest letters; empty if all differ in more than two, or in half of their own
     */
    public Optional<String> nearest(Collection<String> words) {
        return words.stream()
                .limit(MOST_WORDS)
                .filter(candidate -> slips(candidate) <= Math.min(MOST_SLIPS, candidate.length() / 2))
                .min(Comparator.comparingInt(this::slips));
    }

    // Levenshtein's distance, a row at a time; words too different in length are not worth the time.
    private int slips(String other) {
        if (Math.abs(word.length() - other.length()) > MOST_SLIPS) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 0; i < word.length(); i++) {
            row = nextRow(row, i, other);
        }
        return row[other.length()];
    }

    private int[] nextRow(int[] above, int i, String other) {
        int[] row = new int[above.length];
        row[0] = i + 1;
        for (int j = 0; j < other.length(); j++) {
            int changed = above[j] + (word.charAt(i) == other.charAt(j) ? 0 : 1);
            row[j + 1] = Math.min(changed, 1 + Math.min(above[j + 1], row[j]));
        }
        return row;
    }
}
