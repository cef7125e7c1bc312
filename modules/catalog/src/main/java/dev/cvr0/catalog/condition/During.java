// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import java.time.Instant;

/**
 * Holds for a time.
 *
 * @param from its beginning; {@link Instant#MIN} if it has none
 * @param until its end, no longer part of it; {@link Instant#MAX} if it has none
 */
public record During(Instant from, Instant until) implements Condition {

    /** Without beginning and end. */
    public static final During ALWAYS = new During(Instant.MIN, Instant.MAX);

    /** Tells whether an instant lies in it. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** Tells whether any instant lies in both. */
    public boolean meets(During other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    @Override
    public String key() {
        return "time";
    }

    @Override
    public boolean holds(Query query) {
        return contains(query.at());
    }

    @Override
    public String wanted() {
        String beginning = from.equals(Instant.MIN) ? "" : "from " + from;
        String end = until.equals(Instant.MAX) ? "" : "until " + until;
        return (beginning + " " + end).strip();
    }

    @Override
    public String found(Query query) {
        return query.at().toString();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof During that && !that.from.isBefore(from) && !until.isBefore(that.until);
    }
}
