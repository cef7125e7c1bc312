// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one catalog. Above a limit, errors are only counted. Not thread-safe. */
public final class ErrorCollector {

    private static final int MAX_LISTED = 100;

    private final String source;
    private final List<ValidationError> listed = new ArrayList<>();
    private int more;

    public ErrorCollector(String source) {
        this.source = source;
    }

    public String source() {
        return source;
    }

    public int count() {
        return listed.size() + more;
    }

    /** Adds an error; duplicates are ignored. */
    public void add(SourceLocation location, String message) {
        ValidationError error = new ValidationError(location, message);
        if (listed.contains(error)) {
            return;
        }
        if (listed.size() < MAX_LISTED) {
            listed.add(error);
        } else {
            more++;
        }
    }

    /** Throws all errors in the order of the file. */
    public void throwIfAny() {
        if (!listed.isEmpty()) {
            listed.sort(Comparator.comparing(ValidationError::location));
            throw new CatalogException(listed, more);
        }
    }
}
