// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Instant;
import java.util.function.Supplier;

/** What was found at one look at a catalogue. Immutable. */
interface Reading {

    /** The same for the same bytes, and another for others. */
    String id();

    /**
     * Parses and checks what was found.
     *
     * @throws CatalogException if it could not be read or anything in it is wrong
     */
    Catalog catalog();

    /** What the status calls these bytes. */
    default String contentId() {
        return id();
    }

    /** Tells whether this may be the middle of a change. */
    default boolean isUnsteady() {
        return false;
    }

    /**
     * Decides that it will be served; nothing is served without.
     *
     * @throws CatalogException if it must not be
     */
    default Edition take(Instant now) {
        return Edition.UNSIGNED;
    }

    /** Makes a finding of it if nothing can be read. */
    static Reading of(Supplier<Reading> look) {
        try {
            return look.get();
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

        @Override
        public boolean isUnsteady() {
            return cause instanceof UnsteadyException;
        }
    }
}
