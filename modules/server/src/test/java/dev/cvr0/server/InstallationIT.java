// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.server.dropin.SecondVerHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The distribution with its configuration in another folder. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the shell script of the distribution")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InstallationIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));

    @TempDir
    private Path conf;

    @Test
    void shouldReadSettingsAndLoggingFromTheNamedFolder() throws Exception {
        writeSettings("cvr0.dialects = MSNP8\ncvr0.ver.answer = list\n");
        String logging = Files.readString(HOME.resolve("conf/logging.properties"));
        Files.writeString(
                conf.resolve("logging.properties"),
                logging.replace("dev.cvr0.access.level = INFO", "dev.cvr0.access.level = DEBUG"));

        try (ServerProcess server = new ServerProcess(cvr0("serve"))) {
            assertThat(server.ask("VER 1 MSNP8 CVR0\r\n")).isEqualTo("VER 1 MSNP8 CVR0\r\n");
            assertThat(server.stop()).contains(" DEBUG CVR0-3205: ");
        }
    }

    @Test
    void shouldLogAsByDefaultIfTheNamedFolderHasNoConfigurationOfTheLog() throws Exception {
        writeSettings("");

        try (ServerProcess server = new ServerProcess(cvr0("serve"))) {
            assertThat(server.stop()).contains(" INFO CVR0-3001: ");
        }
    }

    @Test
    void shouldReportAMissingSettingsFile() throws Exception {
        Process server = cvr0("serve").start();

        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).isEqualTo(3);
        assertThat(new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("cvr0: " + conf.resolve("cvr0.properties") + ": cannot be read as a properties file");
    }

    @Test
    void shouldLoadJarsFromTheNamedFolder() throws Exception {
        writeSettings("");
        Files.createDirectory(conf.resolve("lib"));
        new DistributionCopy(conf).add(SecondVerHandler.class);

        Process server = cvr0("serve").start();

        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("cvr0: verb VER already has the handler ");
    }

    @Test
    void shouldNotChangeTheFolderOfTheProgram() throws Exception {
        writeSettings("");
        Map<Path, FileTime> before = files();

        try (ServerProcess server = new ServerProcess(cvr0("serve"))) {
            server.stop();
        }

        assertThat(files()).isEqualTo(before).hasSizeGreaterThan(40);
    }

    @Test
    void shouldBeReadableByAllUsers() throws IOException {
        for (Path file : files().keySet()) {
            assertThat(Files.getPosixFilePermissions(file))
                    .as(file.toString())
                    .contains(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        }
    }

    private void writeSettings(String text) throws IOException {
        Files.writeString(conf.resolve("cvr0.properties"), "cvr0.listen = 127.0.0.1:0\n" + text);
    }

    private ProcessBuilder cvr0(String command) {
        ProcessBuilder builder = new ProcessBuilder(HOME.resolve("bin/cvr0").toString(), command);
        builder.environment().put("CVR0_CONF", conf.toString());
        return builder;
    }

    private static Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
