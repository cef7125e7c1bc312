// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleIndex;
import dev.cvr0.catalog.yaml.ErrorCollector;
import java.util.Optional;
import java.util.Set;

/** Finds rules that never answer. */
final class RuleChecks {

    private final ErrorCollector problems;

    RuleChecks(ErrorCollector problems) {
        this.problems = problems;
    }

    /** Rejects rules that are never reached, and more rules than can be indexed. */
    void order(RuleIndex<?> rules) {
        Optional<? extends Rule<?>> tooMany = rules.firstTooMany();
        if (tooMany.isPresent()) {
            problems.add(
                    tooMany.get().location(),
                    named(tooMany.get()) + ": more than " + RuleIndex.MAX_RULES_PER_VALUE
                            + " rules cannot be indexed; add a condition on library, version, locale, user or address");
            return;
        }
        for (int ordinal = 0; ordinal < rules.rules().size(); ordinal++) {
            Rule<?> rule = rules.rules().get(ordinal);
            rules.firstCovering(ordinal).ifPresent(cover -> notReached(rule, cover));
        }
    }

    /** Rejects rules that match none of the releases. */
    void releases(RuleIndex<?> rules, Releases releases) {
        rules.rules().stream()
                .filter(rule -> !isForAny(rule, releases))
                .forEach(rule -> problems.add(
                        rule.location(),
                        named(rule) + " answers nobody: 'releases' lists no such version of"
                                + " the library, expected conditions that one of them meets"));
    }

    private void notReached(Rule<?> rule, Rule<?> cover) {
        String fault = rule.covers(cover)
                ? " is for the same clients as " + LogSafeText.quote(cover.name()) + " at " + cover.location()
                        + ", which comes first; expected one of them"
                : " is never reached: " + LogSafeText.quote(cover.name()) + " at " + cover.location()
                        + " comes first and is for all of its clients; expected the narrower one first";
        problems.add(rule.location(), named(rule) + fault);
    }

    private static boolean isForAny(Rule<?> rule, Releases releases) {
        Set<?> versions = rule.keys(ClientAttribute.CLIENT_VERSION).orElse(releases.versions());
        return rule.keys(ClientAttribute.LIBRARY).stream()
                        .flatMap(Set::stream)
                        .map(library -> releases.versions((String) library))
                        .anyMatch(history -> history.stream().anyMatch(versions::contains))
                || rule.keys(ClientAttribute.LIBRARY).isEmpty() && !versions.isEmpty();
    }

    private static String named(Rule<?> rule) {
        return "the rule " + LogSafeText.quote(rule.name());
    }
}
