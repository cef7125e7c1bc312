// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import java.util.Arrays;

/**
 * The edit distance between two words, for suggestions such as "did you mean ...?".
 *
 * @since 0.1
 */
public final class EditDistance {

    private EditDistance() {}

    /**
     * Returns the Levenshtein distance. The time grows with the product of the lengths.
     *
     * @param a any text
     * @param b any text
     * @return the minimum number of UTF-16 units to insert, remove or replace
     */
    public static int between(String a, String b) {
        // one row of the matrix at a time
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 0; i < a.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i + 1;
            for (int j = 0; j < b.length(); j++) {
                int replaced = above[j] + (a.charAt(i) == b.charAt(j) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(above[j + 1], row[j]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
