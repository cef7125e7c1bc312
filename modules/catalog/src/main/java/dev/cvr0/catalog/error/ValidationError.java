// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.error;

import java.io.Serializable;

/**
 * An error in a catalog file, or a notice about it.
 *
 * @param location the location in the file
 * @param message the problem and the expectation in one line, with text from the file escaped and cut
 * @since 0.1
 */
public record ValidationError(SourceLocation location, String message) implements Serializable {

    /** {@code source:line:column: message}. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
