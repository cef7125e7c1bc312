// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

/**
 * What a figure must reach.
 *
 * @param text for people
 * @param met whether it does
 */
public record Bound(String text, boolean met) {

    /** Up to a limit. */
    public static Bound atMost(double limit, double value) {
        return new Bound("at most " + limit, value <= limit);
    }

    /** From a limit on. */
    public static Bound atLeast(double limit, double value) {
        return new Bound("at least " + limit, value >= limit);
    }

    @Override
    public String toString() {
        return text + (met ? ": met" : ": **not met**");
    }
}
