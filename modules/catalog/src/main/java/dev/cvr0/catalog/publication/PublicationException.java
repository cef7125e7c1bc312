// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

/**
 * A publication store refuses a request. The message states the problem and what to do.
 *
 * @since 0.1
 */
public class PublicationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the problem and what to do
     */
    public PublicationException(String message) {
        super(message);
    }
}
