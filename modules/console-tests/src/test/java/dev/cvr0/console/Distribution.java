// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The distribution that the build has made, or a copy of it, with its commands. */
record Distribution(Path home) {

    static final Path ROOT = Path.of(System.getProperty("cvr0.root"));
    static final Distribution BUILT = new Distribution(Path.of(System.getProperty("console.distribution")));

    /** Copies the distribution, and adds the driver of PostgreSQL as an operator does. */
    Distribution withDriver(Path folder) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(home.relativize(file).toString()));
            }
        }
        Path driver = Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(driver, folder.resolve("lib").resolve(driver.getFileName()));
        return new Distribution(folder);
    }

    /** Returns a command that is not yet started, with options of the JVM for a short life. */
    ProcessBuilder command(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(home.resolve("bin/cvr0").toString()));
        words.addAll(arguments);
        ProcessBuilder command = new ProcessBuilder(words);
        command.environment().put("CVR0_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return command;
    }

    /** Runs a command that succeeds, and returns its output. */
    String run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), List.of(arguments));
    }

    /** Runs a command that succeeds, with further variables in its environment, and returns its output. */
    String run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder command = command(arguments);
        command.environment().putAll(environment);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
