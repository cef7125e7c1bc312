// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.benchmarks.load.LoadMeasurements;
import dev.cvr0.benchmarks.load.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures, and writes what came out into a page. */
public final class Measurements {

    private static final String STEPS = "steps";

    // The collector of the distribution, and a heap that the system has handed out before anything is timed.
    private static final String[] JVM_OPTIONS = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    private Measurements() {}

    /**
     * Measures.
     *
     * @param arguments the page to write; then what to measure, as names with commas between them: nothing for all
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the page cannot be written
     * @throws IllegalArgumentException if a name is not known
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Set<String> chosen = chosen(arguments.length > 1 ? arguments[1] : "");
        Report page = new Report();
        if (chosen.contains(STEPS)) {
            page = page.with(steps());
        }
        Set<String> modes = new TreeSet<>(chosen);
        modes.remove(STEPS);
        if (!modes.isEmpty()) {
            page = page.withSections(LoadMeasurements.measure(Plan.whole(), modes));
        }
        Files.writeString(Path.of(arguments[0]), page.text());
    }

    private static Set<String> chosen(String names) {
        Set<String> all = new TreeSet<>(LoadMeasurements.modes());
        all.add(STEPS);
        Set<String> chosen = Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!all.containsAll(chosen)) {
            throw new IllegalArgumentException("cannot measure all of " + chosen + ", expected some of " + all);
        }
        return chosen.isEmpty() ? all : chosen;
    }

    private static Collection<RunResult> steps() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("dev\\.cvr0\\.benchmarks\\.[A-Za-z]*Benchmark\\..*")
                        .forks(3)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend(JVM_OPTIONS)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
