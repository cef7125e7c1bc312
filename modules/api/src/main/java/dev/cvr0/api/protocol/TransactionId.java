// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.Optional;

/**
 * The number that relates an answer to its command. Leading zeros are significant: {@code 007} is answered as {@code 007}
 * and is not equal to {@code 7}.
 *
 * @param text 1 to 10 decimal digits with a value of at most {@value #MAX_VALUE}
 * @since 0.1
 */
public record TransactionId(String text) {

    /** The largest value, that of an unsigned 32-bit number. */
    public static final long MAX_VALUE = 4_294_967_295L;

    private static final int MAX_DIGITS = 10;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text is not 1 to 10 digits or its value is too large
     */
    public TransactionId {
        if (!isTransactionId(text)) {
            throw new IllegalArgumentException(
                    "a transaction id must be 1 to 10 digits with a value of at most " + MAX_VALUE);
        }
    }

    /**
     * Parses the second token of a line.
     *
     * @param token any text
     * @return the id, or empty if the token is not a transaction id
     */
    public static Optional<TransactionId> tryParse(String token) {
        return isTransactionId(token) ? Optional.of(new TransactionId(token)) : Optional.empty();
    }

    /** {@return the number, 0 to {@value #MAX_VALUE}} */
    public long value() {
        return Long.parseLong(text);
    }

    private static boolean isTransactionId(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && isNumber(text) && isSmallEnough(text);
    }

    private static boolean isSmallEnough(String digits) {
        return digits.length() < MAX_DIGITS || Long.parseLong(digits) <= MAX_VALUE;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
