// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.Reports;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.Publication;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Compares the report of a server with a publication.
 *
 * @param scheduled whether the publication is not in force yet, so that it must only be loaded
 */
record NodeReport(Node node, Publication expected, boolean scheduled) {

    private static final int MAX_PROBLEM = 1000;

    static final List<String> COLUMNS =
            List.of("NODE", "STATE", "SERVING", "LOADED", "LAST REPORT", "CLOCK", "SOFTWARE", "PROBLEM");

    /** Tells whether the server does not serve, or has not loaded, the publication or a newer one. */
    boolean isLate() {
        return node.live() && reached() < expected.version();
    }

    /** Returns the reason why a live server needs attention. */
    Optional<String> problem() {
        if (!node.live()) {
            return Optional.empty();
        }
        String other = (scheduled ? "has loaded" : "serves") + " version " + reached() + " instead of version "
                + expected.version();
        return node.status()
                .problem()
                .map(problem -> LogSafeText.escape(problem, MAX_PROBLEM))
                .or(() -> Optional.of(other).filter(unused -> reached() != expected.version()));
    }

    private long reached() {
        return scheduled ? node.status().loaded() : node.status().serving();
    }

    List<String> row() {
        return List.of(
                LogSafeText.escape(node.name()),
                node.live() ? "live" : "gone",
                Long.toString(node.status().serving()),
                Long.toString(node.status().loaded()),
                node.seen().toString(),
                node.clockOffset().toMillis() + " ms",
                LogSafeText.escape(node.software()),
                problem().orElse("-"));
    }

    JsonObjectBuilder json() {
        return Reports.node(node, problem());
    }
}
