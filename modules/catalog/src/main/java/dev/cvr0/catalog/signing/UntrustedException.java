// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

/**
 * A signature, a key or a version cannot be trusted. The message has the problem and the expectation.
 *
 * @since 0.1
 */
public class UntrustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the problem and the expectation
     */
    public UntrustedException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the problem and the expectation
     * @param cause the cause
     */
    public UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
