// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.condition.During;
import java.time.Instant;

/**
 * A time in which nothing begins and nothing ends.
 *
 * @param time the hours that all count as its first
 */
record Freeze(During time) {

    /** No such time. */
    static final Freeze NEVER = new Freeze(new During(Instant.MAX, Instant.MAX));

    /** The hour that rules are to go by. */
    Instant judged(Instant at) {
        return time.contains(at) ? time.from() : at;
    }
}
