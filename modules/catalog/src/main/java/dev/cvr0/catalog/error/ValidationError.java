// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.error;

import java.io.Serializable;

/**
 * An error or warning about a catalog file.
 *
 * @param location the location in the file
 * @param message one line: the path, the problem and how to correct it; text from the file is escaped and cut
 * @since 0.1
 */
public record ValidationError(SourceLocation location, String message) implements Serializable {

    /** {@code source:line:column: message}. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
