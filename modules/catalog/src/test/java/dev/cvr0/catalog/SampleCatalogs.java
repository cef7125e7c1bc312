// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Catalogs for tests. */
final class SampleCatalogs {

    /** The begin of a catalog, before the rules. */
    static final String HEAD = """
            format: 1
            base-url: http://example.com/base/
            releases: { LIB: [1.0, 2.0, 6.1, 6.10], OTHER: 3.0 }
            """;

    /** The end of a catalog, after the rules. */
    static final String TAIL = """
            otherwise: { recommend: own, minimum: own, download: /any, fallback: http://example.com }
            """;

    /** An answer as part of a flow mapping. */
    static final String ANSWER = "recommend: 2.0, minimum: 1.0, download: /d, fallback: http://example.com";

    private SampleCatalogs() {}

    static Catalog read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Catalog read(byte[] bytes) {
        try {
            return new CatalogLoader().read("test.yaml", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a catalog with a single rule. */
    static Catalog withCondition(String when) {
        return read(HEAD + "rules:\n  - { name: only, when: " + when + ", " + ANSWER + " }\n" + TAIL);
    }

    /** Returns the errors in a catalog. */
    static List<String> problems(String text) {
        return catchThrowableOfType(CatalogException.class, () -> read(text)).errors().stream()
                .map(ValidationError::toString)
                .toList();
    }

    static String bundled() {
        try (InputStream stream = CatalogLoader.class.getResourceAsStream("bundled.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
