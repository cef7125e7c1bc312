// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Matches whole lines. A line that causes excessive backtracking does not match. */
final class LinePattern implements Predicate<Bytes> {

    private static final int MAX_READS = 2_000_000;

    private final Pattern pattern;

    LinePattern(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    @Override
    public boolean test(Bytes line) {
        try {
            return pattern.matcher(new Metered(line.text(), new int[] {MAX_READS}))
                    .matches();
        } catch (TooMuchWork | StackOverflowError e) {
            return false;
        }
    }

    /** A text with a limit on the number of reads, shared with its parts. */
    private record Metered(String text, int[] readsLeft) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (readsLeft[0]-- <= 0) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text.substring(start, end), readsLeft);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooMuchWork extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
