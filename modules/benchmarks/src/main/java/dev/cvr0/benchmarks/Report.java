// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects results and formats them as a page: all bounds, then a table for each benchmark. Not thread-safe. */
final class Report {

    private final List<String> bounds = new ArrayList<>();
    private final StringBuilder sections = new StringBuilder();

    /** Adds a value that should not exceed a limit. */
    void atMost(String figure, double value, double limit) {
        bound(figure, value, "at most ", limit, value <= limit);
    }

    /** Adds a value that should not be below a limit. */
    void atLeast(String figure, double value, double limit) {
        bound(figure, value, "at least ", limit, value >= limit);
    }

    /** Adds a section with a table. Its head and rows are lines whose cells are separated by {@code |}. */
    void section(String title, String text, String head, List<String> rows) {
        sections.append("\n## ").append(title).append('\n').append(text).append('\n');
        sections.append(table(head, rows));
    }

    String text() {
        return """
                # Benchmarks
                Written by `./mvnw -B -ntp verify -Pbenchmarks -pl modules/benchmarks -am -DskipTests -DskipITs`; do not edit.
                Times depend on the machine: compare only figures of the same table.

                %s

                ## Bounds
                A missed bound does not fail the build.

                """.formatted(machine()) + table("figure | value | bound | result", bounds) + sections;
    }

    private void bound(String figure, double value, String relation, double limit, boolean met) {
        bounds.add(String.join(
                " | ", figure, Range.number(value), relation + Range.number(limit), met ? "met" : "**not met**"));
    }

    private static String table(String head, List<String> rows) {
        String rule = "|" + "---|".repeat(head.split("[|]").length);
        return "| " + head + " |\n" + rule + "\n"
                + rows.stream().map(row -> "| " + row + " |\n").collect(Collectors.joining());
    }

    private static String machine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.join(
                ", ",
                "Measured on " + LocalDate.now(ZoneOffset.UTC) + " with " + system.getAvailableProcessors()
                        + " processors",
                (system.getTotalMemorySize() >> 30) + " GiB of memory",
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                "commit " + commit() + ".");
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
