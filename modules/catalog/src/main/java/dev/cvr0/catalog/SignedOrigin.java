// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VersionMemory;
import java.nio.file.Path;
import java.time.Instant;

/** A file or folder of which only what is signed is ever served, and no version after a higher one. */
record SignedOrigin(Path path, TrustedKeys keys, VersionMemory memory) implements Origin {

    @Override
    public Reading look() {
        return Reading.of(() -> new Signed(SignedContent.read(path, keys), memory));
    }

    /** What was found, with its signature verified. */
    private record Signed(SignedContent found, VersionMemory memory) implements Reading {

        @Override
        public String id() {
            return found.signed().digest() + " " + contentId();
        }

        @Override
        public String contentId() {
            return found.content().id();
        }

        @Override
        public Catalog catalog() {
            return found.content().catalog();
        }

        @Override
        public Edition take(Instant now) {
            return found.trusted(signed -> {
                memory.take(signed, now);
                return found.edition();
            });
        }
    }
}
