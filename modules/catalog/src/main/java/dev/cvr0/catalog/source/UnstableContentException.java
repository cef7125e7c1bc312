// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;

/** The files of a catalog are inconsistent, probably because they are being changed. */
public final class UnstableContentException extends CatalogException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public UnstableContentException(SourceLocation location, String message) {
        super(location, message);
    }
}
