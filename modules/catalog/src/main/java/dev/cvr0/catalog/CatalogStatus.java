// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How it stands with the catalogue that is served, for health checks.
 *
 * @param source where it came from: the file as the operator named it, or the name of the bundled one
 * @param contentId the SHA-256 of the bytes that are served, in 64 hexadecimal digits; empty for the bundled
 *     catalogue and for one that was handed over as an object
 * @param loadedAt when it began to be served
 * @param problems what keeps the content that is there now from being served instead; none if all is well. Copied
 * @since 0.1
 */
public record CatalogStatus(String source, String contentId, Instant loadedAt, List<Problem> problems) {

    /** Checks that nothing is missing. */
    public CatalogStatus {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(loadedAt, "loadedAt");
        problems = List.copyOf(problems);
    }

    /**
     * Tells whether the operator's last change is in effect.
     *
     * @return false while an older catalogue is served because the present content cannot be used
     */
    public boolean isCurrent() {
        return problems.isEmpty();
    }

    CatalogStatus with(List<Problem> found) {
        return new CatalogStatus(source, contentId, loadedAt, found);
    }
}
