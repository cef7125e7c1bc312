// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The lowest, the median and the highest of several measured values.
 *
 * @param lowest the smallest value
 * @param median the value in the middle, or the mean of the two in the middle
 * @param highest the largest value
 */
record Range(double lowest, double median, double highest) {

    static Range of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("a range needs at least one value");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Range(sorted[0], median, sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(lowest) + " to " + number(highest) + ")";
    }

    /** Formats a number for a table, with decimals if it is below 100. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
