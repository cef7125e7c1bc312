// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.List;

/**
 * A verdict with the rules that led to it.
 *
 * @param verdict the verdict of {@link Catalog#decide} for the same client
 * @param steps the rules that were considered, in order, the matching one last, then the floor and the block that
 *     changed its answer; for an unknown client the rules for unknown clients. If none matched, {@code otherwise}
 *     answered. Copied
 * @since 0.1
 */
public record Explanation(Verdict verdict, List<Step> steps) {

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * One rule that was considered.
     *
     * @param rule the name of the rule
     * @param location the location in the file
     * @param outcome the outcome
     */
    public record Step(String rule, SourceLocation location, Outcome outcome) {

        /** Returns one line for the operator, with text of the client escaped and cut. */
        @Override
        public String toString() {
            return location + ": " + rule + ": " + outcome;
        }
    }

    /** The outcome for one rule. */
    public sealed interface Outcome {}

    /** Every condition held, and the rule answered. */
    public record Matched() implements Outcome {

        @Override
        public String toString() {
            return "matched";
        }
    }

    /**
     * A condition did not hold. The conditions after it were not evaluated.
     *
     * @param key the key of the condition in the file
     * @param wanted the values for which it holds
     * @param found the value of the client, in its own characters: escape it before it is shown
     */
    public record Missed(String key, String wanted, String found) implements Outcome {

        @Override
        public String toString() {
            return key + " is " + LogSafeText.quote(found) + ", the rule wants " + wanted;
        }
    }

    /**
     * The answer was changed.
     *
     * @param how the change, for the operator
     */
    public record Applied(String how) implements Outcome {

        @Override
        public String toString() {
            return how;
        }
    }
}
