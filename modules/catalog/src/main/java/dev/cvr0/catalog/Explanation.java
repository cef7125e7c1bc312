// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.List;
import java.util.Objects;

/**
 * What a client is told, and why.
 *
 * @param verdict exactly what {@link Catalog#decide} answers to the same client
 * @param steps the rules that were looked at, in order, the matching one last, then the floor and the block that changed
 *     its answer; for an unknown client those for unknown clients. If none matched, the file's {@code otherwise} answered.
 *     Copied
 * @since 0.1
 */
public record Explanation(Verdict verdict, List<Step> steps) {

    /** Copies the steps. */
    public Explanation {
        Objects.requireNonNull(verdict, "verdict");
        steps = List.copyOf(steps);
    }

    /**
     * One rule that was looked at.
     *
     * @param rule its name
     * @param location where it stands in the file
     * @param outcome what came of it
     */
    public record Step(String rule, SourceLocation location, Outcome outcome) {

        /** Checks that nothing is missing. */
        public Step {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(outcome, "outcome");
        }

        /** One line for the operator, in which text of the client is escaped and cut. */
        @Override
        public String toString() {
            return location + ": " + rule + ": " + outcome;
        }
    }

    /** What came of looking at a rule. */
    public sealed interface Outcome {}

    /** Every condition held, and the rule answered. */
    public record Matched() implements Outcome {

        @Override
        public String toString() {
            return "matched";
        }
    }

    /**
     * A condition did not hold. Those after it were not looked at.
     *
     * @param key what the condition is called in the file
     * @param wanted what would have held
     * @param found what the client has, in its own characters: escape it before it is shown
     */
    public record Missed(String key, String wanted, String found) implements Outcome {

        /** Checks that nothing is missing. */
        public Missed {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(wanted, "wanted");
            Objects.requireNonNull(found, "found");
        }

        @Override
        public String toString() {
            return key + " is " + LogSafeText.quote(found) + ", the rule wants " + wanted;
        }
    }

    /**
     * The answer was changed.
     *
     * @param how in words for the operator
     */
    public record Applied(String how) implements Outcome {

        /** Checks that nothing is missing. */
        public Applied {
            Objects.requireNonNull(how, "how");
        }

        @Override
        public String toString() {
            return how;
        }
    }
}
