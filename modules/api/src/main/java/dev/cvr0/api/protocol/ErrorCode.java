// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

/**
 * A bare three-digit number, answered in place of a verb.
 *
 * <p>An open value type: constraints of a policy's author may stand for codes that are not named here.
 *
 * @param value 100 to 999
 * @since 0.1
 */
public record ErrorCode(int value) {

    /** The policy does not know the client's library or version. */
    public static final ErrorCode UNKNOWN_CLIENT = new ErrorCode(420);

    /** The server failed, not the client. */
    public static final ErrorCode SERVER_FAILURE = new ErrorCode(500);

    /** The locale is no known Windows locale identifier. */
    public static final ErrorCode UNKNOWN_LOCALE = new ErrorCode(710);

    /** The command is not expected in this state of the session. */
    public static final ErrorCode NOT_EXPECTED = new ErrorCode(715);

    /** The number or the form of the parameters is wrong. */
    public static final ErrorCode MALFORMED_PARAMETERS = new ErrorCode(731);

    /**
     * @throws IllegalArgumentException if the value does not have three digits
     */
    public ErrorCode {
        if (value < 100 || value > 999) {
            throw new IllegalArgumentException("an error code has three digits, not " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
