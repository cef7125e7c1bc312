// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Some values of one thing.
 *
 * @param lowest of all
 * @param median the one in the middle; of two in the middle, their mean
 * @param highest of all
 */
record Range(double lowest, double median, double highest) {

    static Range of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Range(sorted[0], median, sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(lowest) + " to " + number(highest) + ")";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
