// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From the command to the line that says that it listens, on one processor. */
final class StartMode {

    /** Names the folder of a second distribution, built by the JDK that it is started on. */
    static final String OTHER_HOME = "benchmarks.other-distribution";

    /** Names the home of that JDK. */
    static final String OTHER_JDK = "benchmarks.other-jdk";

    private static final int FIRST_WITH_AOT = 25;

    private final Plan plan;

    StartMode(Plan plan) {
        this.plan = plan;
    }

    List<Section> measure(Generator generator) {
        List<String> rows = new ArrayList<>();
        rows.add("| Java | processor time, ms | until it listens, ms | bound |");
        rows.add("|---|---|---|---|");
        rows.add(row(Path.of(System.getProperty("java.home")), Servers.home()));
        String other = System.getProperty(OTHER_JDK, "");
        if (!other.isEmpty()) {
            rows.add(row(Path.of(other), Path.of(System.getProperty(OTHER_HOME))));
        }
        return List.of(new Section("Start", """
                `bin/cvr0 serve` until it listens, on one processor, from the second start on.
                """, rows));
    }

    private String row(Path jdk, Path home) {
        List<Double> processor = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < 1 + plan.rounds(); i++) {
            long begin = System.nanoTime();
            try (ServerProcess server = ServerProcess.start(command(home), Map.of("JAVA_HOME", jdk.toString()))) {
                double millis = (System.nanoTime() - begin) / 1e6;
                // The first finds cold files.
                if (i > 0) {
                    processor.add((double) server.whenListening().millis());
                    wall.add(millis);
                }
            }
        }
        return row(version(jdk), range(processor), range(wall));
    }

    private static String row(String version, Range processor, Range wall) {
        Progress.say("start on Java " + version + ": " + processor + " ms of processor time");
        boolean aot = Runtime.Version.parse(version).feature() >= FIRST_WITH_AOT;
        Bound bound = Bound.atMost(aot ? 900 : 1200, processor.median());
        return "| " + version + " | " + processor + " | " + wall + " | " + bound + " |";
    }

    private static List<String> command(Path home) {
        return List.of("taskset", "-c", "0", Servers.program(home), "serve", "--listen", "127.0.0.1:0");
    }

    private static Range range(List<Double> values) {
        return Range.of(values.stream().mapToDouble(Double::doubleValue));
    }

    private static String version(Path jdk) {
        try (Stream<String> release = Files.lines(jdk.resolve("release"))) {
            return release.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll(".*=\"|\"", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
