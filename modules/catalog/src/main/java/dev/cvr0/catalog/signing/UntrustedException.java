// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

/**
 * Something that was to be signed is not, or not in the right way. The message says what is wrong and what was expected.
 *
 * @since 0.1
 */
public class UntrustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A fault.
     *
     * @param message what is wrong and what was expected
     */
    public UntrustedException(String message) {
        super(message);
    }

    /**
     * A fault that something else made known.
     *
     * @param message what is wrong and what was expected
     * @param cause what made it known
     */
    public UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
