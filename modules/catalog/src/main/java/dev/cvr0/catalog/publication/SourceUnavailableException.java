// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;

/**
 * A source cannot be reached. Its content is unknown, so the last good catalog is still served.
 *
 * @since 0.1
 */
public final class SourceUnavailableException extends CatalogException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param source the name of the source
     * @param message the problem and what to do
     * @param cause the cause
     */
    public SourceUnavailableException(String source, String message, Throwable cause) {
        super(SourceLocation.whole(source), message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param source the name of the source
     * @param message the problem and what to do
     */
    public SourceUnavailableException(String source, String message) {
        super(SourceLocation.whole(source), message);
    }
}
