// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.catalog.VersionChoice.Switched;
import dev.cvr0.catalog.condition.During;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in a catalogue, read and checked.
 *
 * @param releases which clients are known
 * @param rules what known clients are told
 * @param otherwise what those are told whom no rule is for
 * @param strangers what becomes of all others
 * @param floors versions that have to come first, the earliest first
 * @param blocks versions that nobody may go on with
 * @param freeze when time stands still
 * @param emergency whether everybody is let be
 */
record Contents(
        Releases releases,
        RuleIndex<Answer> rules,
        Answer otherwise,
        Strangers strangers,
        List<Floor> floors,
        RuleIndex<Block> blocks,
        Freeze freeze,
        boolean emergency) {

    Contents {
        floors = List.copyOf(floors);
    }

    /** All that have conditions. */
    Stream<Rule<?>> allRules() {
        return Stream.of(rules.rules(), blocks.rules(), strangers.rules().rules())
                .flatMap(List::stream);
    }

    /** What of a client any condition looks at besides its program. */
    Set<Aspect> aspects() {
        return allRules()
                .flatMap(rule -> rule.conditions().stream())
                .flatMap(condition -> condition.aspects().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every instant at which something begins or ends; {@link Instant#MIN} and {@link Instant#MAX} may be among them. */
    Set<Instant> moments() {
        Stream<During> times = allRules()
                .flatMap(rule -> rule.conditions().stream())
                .filter(During.class::isInstance)
                .map(During.class::cast);
        Stream<Instant> ends =
                Stream.concat(times, Stream.of(freeze.time())).flatMap(time -> Stream.of(time.from(), time.until()));
        Stream<Instant> forced = Stream.concat(rules.rules().stream().map(Rule::outcome), Stream.of(otherwise))
                .map(Answer::minimum)
                .filter(Switched.class::isInstance)
                .map(minimum -> ((Switched) minimum).at());
        return Stream.concat(ends, forced).collect(Collectors.toUnmodifiableSet());
    }
}
