// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.DoubleStream;

/** Measures the startup of the server on one processor, until it listens. */
final class Startup {

    private static final int FIRST_JDK_WITH_BOUND = 25;

    private Startup() {}

    static void measure(Report report, int rounds, List<Path> jdks) {
        List<String> rows = new ArrayList<>();
        for (Path jdk : jdks) {
            String version = version(jdk);
            DoubleStream.Builder processor = DoubleStream.builder();
            DoubleStream.Builder wall = DoubleStream.builder();
            // The first start reads files that are not cached, and writes the CDS archive at exit.
            start(jdk, DoubleStream.builder(), DoubleStream.builder());
            for (int i = 0; i < rounds; i++) {
                start(jdk, processor, wall);
            }
            Range cpu = Range.of(processor.build());
            rows.add(version + " | " + cpu + " | " + Range.of(wall.build()));
            if (Runtime.Version.parse(version).feature() >= FIRST_JDK_WITH_BOUND) {
                report.atMost("startup on JDK " + version + ", CPU ms", cpu.median(), 900);
            }
        }
        report.section(
                "Startup",
                "`bin/cvr0 serve` on one processor until it listens, without the first start.\n",
                "JDK | processor time, ms | elapsed time, ms",
                rows);
    }

    private static void start(Path jdk, DoubleStream.Builder processor, DoubleStream.Builder wall) {
        long begin = System.nanoTime();
        try (ServerProcess server = ServerProcess.full(Map.of("JAVA_HOME", jdk.toString()), "taskset", "-c", "0")) {
            wall.add((System.nanoTime() - begin) / 1e6);
            processor.add(server.cpuMillis());
        }
    }

    private static String version(Path jdk) {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(jdk.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }
}
