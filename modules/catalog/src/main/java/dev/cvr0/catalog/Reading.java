// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.nio.file.Path;

/** What was found at one look at a file. Immutable. */
interface Reading {

    /** The same for the same bytes, and another for others. */
    String id();

    /**
     * Parses and checks what was found.
     *
     * @throws CatalogException if it could not be read or anything in it is wrong
     */
    Catalog catalog();

    /** Looks at a file; one that cannot be read is a finding as well. */
    static Reading of(Path file) {
        try {
            return CatalogContent.read(file);
        } catch (CatalogException e) {
            return new Unreadable(e);
        }
    }

    /** Nothing that could be read. */
    record Unreadable(CatalogException cause) implements Reading {

        @Override
        public String id() {
            return "unreadable: " + cause.getMessage();
        }

        @Override
        public Catalog catalog() {
            throw cause;
        }
    }
}
