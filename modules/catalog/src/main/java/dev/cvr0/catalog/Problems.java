// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. Past a bound it only counts. For one thread. */
final class Problems {

    private static final int MOST_LISTED = 100;

    private final String source;
    private final List<Problem> listed = new ArrayList<>();
    private int more;

    Problems(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    /** How many there are so far. */
    int count() {
        return listed.size() + more;
    }

    /** Notes a problem; the same one again is no other. */
    void add(Place place, String message) {
        Problem problem = new Problem(place, message);
        if (listed.contains(problem)) {
            return;
        }
        if (listed.size() < MOST_LISTED) {
            listed.add(problem);
        } else {
            more++;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws CatalogException if anything was noted, in the order of the file
     */
    void throwIfAny() {
        if (!listed.isEmpty()) {
            listed.sort(Comparator.comparing(Problem::place));
            throw new CatalogException(listed, more);
        }
    }
}
