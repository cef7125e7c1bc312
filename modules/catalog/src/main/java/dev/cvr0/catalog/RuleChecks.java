// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.Facet;
import java.util.Optional;
import java.util.Set;

/** Finds rules that answer nobody. */
final class RuleChecks {

    private final Problems problems;

    RuleChecks(Problems problems) {
        this.problems = problems;
    }

    /** Complains of rules before which another one always answers, and of more alike than can be told apart in time. */
    void order(RuleIndex<?> rules) {
        Optional<? extends Rule<?>> tooAlike = rules.findTooAlike();
        if (tooAlike.isPresent()) {
            problems.add(
                    tooAlike.get().place(),
                    named(tooAlike.get()) + " is one of more than " + RuleTree.MOST_ALIKE
                            + " that only a look at each can tell apart, expected conditions on library, version,"
                            + " locale, user or address that part them");
            return;
        }
        rules.ordinals()
                .forEach(ordinal -> rules.findCover(ordinal)
                        .ifPresent(cover -> notReached(rules.rules().get(ordinal), cover)));
    }

    /** Complains of rules that are for none of the releases. */
    void releases(RuleIndex<?> rules, Releases releases) {
        rules.rules().stream()
                .filter(rule -> !isForAny(rule, releases))
                .forEach(rule -> problems.add(
                        rule.place(),
                        named(rule) + " answers nobody: 'releases' lists no such version of"
                                + " the library, expected conditions that one of them meets"));
    }

    private void notReached(Rule<?> rule, Rule<?> cover) {
        String fault = rule.covers(cover)
                ? " is for the same clients as " + Excerpt.quote(cover.name()) + " at " + cover.place()
                        + ", which comes first; expected one of them"
                : " is never reached: " + Excerpt.quote(cover.name()) + " at " + cover.place()
                        + " comes first and is for all of its clients; expected the narrower one first";
        problems.add(rule.place(), named(rule) + fault);
    }

    private static boolean isForAny(Rule<?> rule, Releases releases) {
        Set<?> versions = rule.keys(Facet.CLIENT_VERSION).orElse(releases.versions());
        return rule.keys(Facet.LIBRARY).stream()
                        .flatMap(Set::stream)
                        .map(library -> releases.versions((String) library))
                        .anyMatch(history -> history.stream().anyMatch(versions::contains))
                || rule.keys(Facet.LIBRARY).isEmpty() && !versions.isEmpty();
    }

    private static String named(Rule<?> rule) {
        return "the rule " + Excerpt.quote(rule.name());
    }
}
