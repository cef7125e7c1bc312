// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with the considered rules.
 *
 * @param verdict the verdict of {@link Catalog#decide} for the same client
 * @param rule the rule that determined the verdict, or {@code otherwise}; a floor, a block or a signed emergency can change its
 *     answer. Empty for an unknown client without a matching rule, and with {@code emergency: echo}
 * @param steps the considered rules in order, the matching one last, then the floor, the block and the emergency that
 *     changed the answer. For an unknown client, the rules for unknown clients. If no rule matched, {@code otherwise} applied.
 *     Copied
 * @since 0.1
 */
public record Explanation(Verdict verdict, Optional<DeterminingRule> rule, List<Step> steps) {

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * The rule that determined a verdict.
     *
     * @param name the name of the rule, or {@code otherwise}
     * @param location the location in the file
     */
    public record DeterminingRule(String name, SourceLocation location) {

        static DeterminingRule of(Rule<?> rule) {
            return new DeterminingRule(rule.name(), rule.location());
        }
    }

    /**
     * A considered rule.
     *
     * @param rule the name of the rule
     * @param location the location in the file
     * @param outcome the outcome
     */
    public record Step(String rule, SourceLocation location, Outcome outcome) {

        /** Returns one line, with text from the client escaped and cut. */
        @Override
        public String toString() {
            return location + ": " + rule + ": " + outcome;
        }
    }

    /** The outcome for one rule. */
    public sealed interface Outcome {}

    /** All conditions hold. The rule determines the answer. */
    public record Matched() implements Outcome {

        @Override
        public String toString() {
            return "matches";
        }
    }

    /**
     * A condition does not hold. The conditions after it are not evaluated.
     *
     * @param key the key of the condition in the file
     * @param expected the values for which it holds
     * @param actual the value of the client, not escaped
     */
    public record NotMatched(String key, String expected, String actual) implements Outcome {

        @Override
        public String toString() {
            return "does not match: " + key + " is " + LogSafeText.quote(actual) + ", expected " + expected;
        }
    }

    /**
     * The answer was changed.
     *
     * @param change the description of the change
     */
    public record Changed(String change) implements Outcome {

        @Override
        public String toString() {
            return change;
        }
    }
}
