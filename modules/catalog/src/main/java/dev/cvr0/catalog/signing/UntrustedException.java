// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

/**
 * A signature, key or version cannot be trusted. The message says what is wrong and what to do.
 *
 * @since 0.1
 */
public class UntrustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong and what to do
     */
    public UntrustedException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong and what to do
     * @param cause the cause
     */
    public UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
