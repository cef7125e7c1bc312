// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole file, and reports everything that is wrong with it at once. */
final class CatalogReader {

    private static final String FORMAT = "format";
    private static final String KNOWN_FORMAT = "1";
    private static final List<String> KEYS = List.of(
            FORMAT,
            "zone",
            "base-url",
            "languages",
            "emergency",
            "freeze",
            "releases",
            "groups",
            "unknown-clients",
            "blocked",
            "floors",
            "rules",
            "otherwise");

    private final Problems problems;

    CatalogReader(String source) {
        this.problems = new Problems(source);
    }

    /**
     * Reads the root of the file.
     *
     * @throws CatalogException if anything is wrong, with all of it
     */
    Catalog read(Node root) {
        Section file = Section.of(new Value("catalogue", root, problems), KEYS);
        file.require(FORMAT).ifPresent(CatalogReader::checkFormat);
        Optional<Contents> contents = new ContentsReader(file, problems).read();
        problems.throwIfAny();
        Contents read = contents.orElseThrow();
        return new Catalog(
                problems.source(), read, new Gaps(read.releases(), read.rules().rules()).notices());
    }

    private static void checkFormat(Value value) {
        value.text()
                .filter(format -> !format.equals(KNOWN_FORMAT))
                .ifPresent(format -> value.reject("is " + Excerpt.quote(format) + ", expected " + KNOWN_FORMAT));
    }
}
