// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import java.time.Instant;

/** Holds from one instant, inclusive, until another, exclusive; {@link Instant#MIN} and {@link Instant#MAX} if open. */
public record During(Instant from, Instant until) implements Condition {

    public static final During ALWAYS = new During(Instant.MIN, Instant.MAX);
    public static final During NEVER = new During(Instant.MAX, Instant.MAX);

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    public boolean meets(During other) {
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
    public String wanted() {
        String beginning = from.equals(Instant.MIN) ? "" : "from " + from;
        String end = until.equals(Instant.MAX) ? "" : "until " + until;
        return (beginning + " " + end).strip();
    }

    @Override
    public String found(EvaluationContext context) {
        return context.at().toString();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof During that && !that.from.isBefore(from) && !until.isBefore(that.until);
    }
}
