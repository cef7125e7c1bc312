// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.Dependence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What verdicts depend on, by the hour. Between two moments at which something begins or ends the hour makes no
 * difference, so that such a stretch has one dependence; and it never comes back, even if the clock does. Safe for use by
 * many threads.
 */
final class Stretches {

    private final Set<Aspect> aspects;
    private final NavigableSet<Instant> moments;
    private volatile Stretch current;

    private record Stretch(Instant from, Instant until, Dependence dependence) {

        boolean isEndless() {
            return from.equals(Instant.MIN) && until.equals(Instant.MAX);
        }

        boolean includes(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    Stretches(Set<Aspect> aspects, Set<Instant> moments) {
        this.aspects = Set.copyOf(aspects);
        this.moments = new TreeSet<>(moments);
        this.moments.add(Instant.MIN);
        this.moments.add(Instant.MAX);
        this.current = begin(Instant.MIN);
    }

    /** What holds now. */
    Dependence at(InstantSource clock) {
        return current.isEndless() ? current.dependence() : at(clock.instant());
    }

    Dependence at(Instant instant) {
        Stretch stretch = current;
        if (!stretch.includes(instant)) {
            stretch = begin(instant);
            current = stretch;
        }
        return stretch.dependence();
    }

    private Stretch begin(Instant instant) {
        Instant until = instant.equals(Instant.MAX) ? Instant.MAX : moments.higher(instant);
        return new Stretch(moments.floor(instant), until, Dependence.on(aspects));
    }
}
