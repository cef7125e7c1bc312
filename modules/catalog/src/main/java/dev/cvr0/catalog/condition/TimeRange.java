// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import java.time.Instant;

/**
 * Holds during a period.
 *
 * @param from inclusive; {@link Instant#MIN} without a lower bound
 * @param until exclusive; {@link Instant#MAX} without an upper bound
 */
public record TimeRange(Instant from, Instant until) implements Condition {

    public static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);
    public static final TimeRange NEVER = new TimeRange(Instant.MAX, Instant.MAX);

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    public boolean overlaps(TimeRange other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    @Override
    public String key() {
        return "time";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return contains(context.at());
    }

    @Override
    public String expected() {
        String start = from.equals(Instant.MIN) ? "" : "from " + from;
        String end = until.equals(Instant.MAX) ? "" : "until " + until;
        return (start + " " + end).strip();
    }

    @Override
    public String actual(EvaluationContext context) {
        return context.at().toString();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof TimeRange that && !that.from.isBefore(from) && !until.isBefore(that.until);
    }
}
