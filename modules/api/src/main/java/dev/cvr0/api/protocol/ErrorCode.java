// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

/**
 * An error code: three digits, sent in place of the verb.
 *
 * <p>Not a closed set: a host may use codes that do not have a constant here.
 *
 * @param value 100 to 999
 * @since 0.1
 */
public record ErrorCode(int value) {

    /** The policy does not know the client's library or version. */
    public static final ErrorCode UNKNOWN_CLIENT = new ErrorCode(420);

    /** The server failed. */
    public static final ErrorCode SERVER_FAILURE = new ErrorCode(500);

    /** The locale is not a known Windows locale identifier. */
    public static final ErrorCode UNKNOWN_LOCALE = new ErrorCode(710);

    /** The command is not expected in this state of the session. */
    public static final ErrorCode NOT_EXPECTED = new ErrorCode(715);

    /** The number or the form of the parameters is invalid. */
    public static final ErrorCode MALFORMED_PARAMETERS = new ErrorCode(731);

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public ErrorCode {
        if (value < 100 || value > 999) {
            throw new IllegalArgumentException("an error code must be 100 to 999, but is " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
