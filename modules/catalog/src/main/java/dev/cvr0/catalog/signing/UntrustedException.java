// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

/**
 * A signature, key or version cannot be trusted. The message states the problem and how to correct it.
 *
 * @since 0.1
 */
public class UntrustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the problem and how to correct it
     */
    public UntrustedException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the problem and how to correct it
     * @param cause the cause
     */
    public UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
