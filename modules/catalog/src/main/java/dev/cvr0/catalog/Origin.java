// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.nio.file.Path;

/** Where a catalogue lies, and how it is looked at. Safe for use by many threads. */
interface Origin {

    /** The file or folder, as the operator named it. */
    Path path();

    /** Looks once; what cannot be read is a finding as well. */
    Reading look();

    /** A file or folder that need not be signed. */
    record Plain(Path path) implements Origin {

        @Override
        public Reading look() {
            return Reading.of(() -> CatalogContent.read(path));
        }
    }
}
