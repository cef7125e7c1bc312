// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Keeps what was decided on requests that passed their checks, for as long as the policy says that it holds. Bounded,
 * whatever clients send: what is asked once in a while goes first. Found again by text alone, which has an order: a map
 * finds its way even among texts that were chosen to have one hash code.
 */
@Part
class VerdictCache {

    private static final long MOST_CHARACTERS = 4L << 20;
    // What an entry takes besides its texts.
    private static final int CHARACTERS_PER_ENTRY = 500;

    private final Cache<String, Decided> decided = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher(VerdictCache::weight)
            // On the threads of the common pool it would outlive the application that it belongs to.
            .executor(Runnable::run)
            .build();

    /** What was decided, unless that was by other rules. */
    Optional<Decided> find(VerdictKey key) {
        Decided known = decided.getIfPresent(key.text());
        return known != null && known.dependence() == key.dependence() ? Optional.of(known) : Optional.empty();
    }

    /** Keeps it, unless the rules were exchanged while it was decided. */
    void keep(VerdictKey key, Decided answer) {
        if (answer.dependence() == key.dependence() && key.dependence().allowsKeeping()) {
            decided.put(key.text(), answer);
        }
    }

    private static int weight(String text, Decided answer) {
        return CHARACTERS_PER_ENTRY + text.length() + answer.verdict().reason().length();
    }
}
