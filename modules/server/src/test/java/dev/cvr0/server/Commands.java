// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs programs of the operating system. */
final class Commands {

    private Commands() {}

    /** Runs a command that must succeed. Returns its output, including errors. */
    static String run(String... command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    static String run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command.command() + "\n" + output).isZero();
        return output;
    }

    /** Skips the test if a program is not installed. */
    static void assumeInstalled(String... programs) {
        List<String> folders = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .toList();
        for (String program : programs) {
            assumeThat(folders.stream().map(folder -> Path.of(folder, program)))
                    .as(program + " is not installed")
                    .anyMatch(Files::isExecutable);
        }
    }

    /** Skips the test if the build is not run by root. */
    static void assumeRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("the build is not run by root")
                .isEqualTo("root");
    }
}
