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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the files of the distribution for other programs with those programs. */
class DeploymentFilesIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    // The tool's exposure level from 0 to 10, times 10; it calls levels up to 2 safe.
    private static final String MAX_EXPOSURE = "15";

    @TempDir
    private Path folder;

    @Test
    void shouldContainAValidUnitOfSystemd() throws IOException, InterruptedException {
        assumeInstalled("systemd-analyze");

        assertThat(run("systemd-analyze", "verify", unit())).isEmpty();
    }

    @Test
    void shouldContainAHardenedUnitOfSystemd() throws IOException, InterruptedException {
        assumeInstalled("systemd-analyze");

        assertThat(run("systemd-analyze", "security", "--offline=true", "--threshold=" + MAX_EXPOSURE, unit()))
                .contains("Overall exposure level for cvr0.service");
    }

    @Test
    void shouldContainAValidConfigurationOfHaproxy() throws IOException, InterruptedException {
        assumeInstalled("haproxy");

        assertThat(run(
                        "haproxy",
                        "-c",
                        "-f",
                        HOME.resolve("haproxy/haproxy.cfg").toString()))
                .contains("Configuration file is valid");
    }

    /** Returns the unit for the folder of the distribution. */
    private String unit() throws IOException {
        String unit = Files.readString(HOME.resolve("systemd/cvr0.service"));
        assertThat(unit).contains("ExecStart=/opt/cvr0/bin/cvr0");
        return Files.writeString(folder.resolve("cvr0.service"), unit.replace("/opt/cvr0", HOME.toString()))
                .toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(List.of(command) + "\n" + output).isZero();
        return output;
    }

    private static void assumeInstalled(String program) {
        assumeThat(Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                        .map(path -> Path.of(path, program)))
                .as(program + " is not installed")
                .anyMatch(Files::isExecutable);
    }
}
