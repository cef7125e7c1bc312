// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Rollout;
import dev.cvr0.catalog.error.ValidationError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes the answers of clients that match a rule with a percentage rollout but are outside the percentage. */
public final class RolloutFallbacks {

    private static final int MAX_RULES = 100;
    private static final int MAX_NAMES = 5;

    private RolloutFallbacks() {}

    /** Returns a notice for each of the first rules with a rollout, in the order of the rules. */
    public static List<ValidationError> notices(CatalogModel model) {
        List<Rule<Answer>> rules = model.rules().rules();
        return IntStream.range(0, rules.size())
                .filter(ordinal -> hasRollout(rules.get(ordinal)))
                .limit(MAX_RULES)
                .mapToObj(ordinal ->
                        notice(model.releases(), rules.get(ordinal), rules.subList(ordinal + 1, rules.size())))
                .toList();
    }

    private static ValidationError notice(Releases releases, Rule<Answer> rule, List<Rule<Answer>> later) {
        Rule<Answer> everyone = new Rule<>(
                rule.name(),
                rule.location(),
                rule.conditions().stream()
                        .filter(condition -> !(condition instanceof Rollout))
                        .toList(),
                rule.outcome());
        List<String> names = new ArrayList<>();
        for (Rule<Answer> next : later) {
            if (overlap(releases, rule, next)) {
                names.add("rule " + LogSafeText.quote(next.name()));
            }
            if (next.covers(everyone) || names.size() == MAX_NAMES) {
                return notice(rule, names, next.covers(everyone) ? "" : "a later rule");
            }
        }
        return notice(rule, names, "otherwise");
    }

    private static ValidationError notice(Rule<Answer> rule, List<String> names, String last) {
        List<String> all = Stream.concat(names.stream(), Stream.of(last))
                .filter(name -> !name.isEmpty())
                .toList();
        return new ValidationError(
                rule.location(),
                "rule " + LogSafeText.quote(rule.name()) + ": clients outside the rollout get the answer of "
                        + (all.size() == 1 ? all.get(0) : "the first that matches: " + String.join(", ", all)));
    }

    private static boolean overlap(Releases releases, Rule<?> rule, Rule<?> next) {
        return libraries(releases, rule, next).stream()
                .anyMatch(library -> releases.versions((String) library).stream()
                        .anyMatch(version -> matches(rule, version) && matches(next, version)));
    }

    private static Set<Object> libraries(Releases releases, Rule<?> rule, Rule<?> next) {
        Set<Object> common = new HashSet<>(rule.keys(ClientAttribute.LIBRARY).orElse(releases.libraries()));
        common.retainAll(next.keys(ClientAttribute.LIBRARY).orElse(releases.libraries()));
        return common;
    }

    private static boolean matches(Rule<?> rule, ClientVersion version) {
        return rule.keys(ClientAttribute.CLIENT_VERSION)
                .map(versions -> versions.contains(version))
                .orElse(true);
    }

    private static boolean hasRollout(Rule<?> rule) {
        return rule.conditions().stream().anyMatch(Rollout.class::isInstance);
    }
}
