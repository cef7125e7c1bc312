// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;

/** The files of a catalog do not fit together, because they are probably being changed. */
public final class UnsettledException extends CatalogException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public UnsettledException(SourceLocation location, String message) {
        super(location, message);
    }
}
