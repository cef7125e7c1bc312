// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Runs all benchmarks, or a selection, and writes the results to a page. */
public final class Measurements {

    private static final List<String> NAMES = List.of("steps", "load", "telemetry", "http", "idle", "startup", "relay");
    private static final int ROUNDS = 9;
    private static final Duration ROUND_TIME = Duration.ofSeconds(3);
    private static final int USERS = 20_000;

    private Measurements() {}

    /**
     * Runs the benchmarks and writes the page. The system property {@code benchmarks} is a comma-separated selection
     * (empty: all), {@code benchmarks.other-jdk} is the home of a second JDK for the startup benchmark (empty: none).
     *
     * @param arguments the file to write
     * @throws RunnerException if a JMH benchmark fails
     * @throws IOException if the page cannot be written
     * @throws IllegalArgumentException if the selection contains an unknown name
     * @throws IllegalStateException if an answer is wrong or missing
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> chosen = chosen(System.getProperty("benchmarks", ""));
        Report report = new Report();
        if (chosen.contains("steps")) {
            new JmhResults(JmhResults.measure()).addTo(report);
        }
        try (Generator generator = new Generator(Dialogue.of(USERS), ROUND_TIME)) {
            if (chosen.contains("load")) {
                DialogueLoad.measure(report, generator, ROUNDS);
            }
            if (chosen.contains("telemetry")) {
                TelemetryLoad.measure(report, generator, ROUNDS);
            }
            if (chosen.contains("http")) {
                HttpLoad.measure(report, generator, ROUNDS);
            }
            if (chosen.contains("idle")) {
                IdleConnections.measure(report, generator, ROUNDS, IdleConnections.MAX_CONNECTIONS);
            }
        }
        if (chosen.contains("startup")) {
            Startup.measure(report, ROUNDS, jdks());
        }
        if (chosen.contains("relay")) {
            RelayLoad.measure(report, ROUNDS, ROUND_TIME, RelayLoad.WARM_UP_SIGN_INS, RelayLoad.MAX_SESSIONS);
        }
        Files.writeString(Path.of(arguments[0]), report.text());
    }

    private static List<String> chosen(String selection) {
        List<String> chosen = selection.isEmpty() ? NAMES : List.of(selection.split(","));
        if (!NAMES.containsAll(chosen)) {
            throw new IllegalArgumentException("unknown benchmark in " + chosen + ", expected a selection of " + NAMES);
        }
        return chosen;
    }

    private static List<Path> jdks() {
        return Stream.of(System.getProperty("java.home"), System.getProperty("benchmarks.other-jdk", ""))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .toList();
    }
}
