// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Checks the files of the distribution for other programs with those programs. */
class DeploymentFilesIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    // The tool's exposure level from 0 to 10, times 10; it calls levels up to 2 safe.
    private static final String MAX_EXPOSURE = "15";

    @TempDir
    private Path folder;

    @Test
    void shouldContainAValidUnitOfSystemd() throws IOException, InterruptedException {
        Commands.assumeInstalled("systemd-analyze");

        assertThat(Commands.run("systemd-analyze", "verify", unit())).isEmpty();
    }

    @Test
    void shouldContainAHardenedUnitOfSystemd() throws IOException, InterruptedException {
        Commands.assumeInstalled("systemd-analyze");

        assertThat(Commands.run("systemd-analyze", "security", "--offline=true", "--threshold=" + MAX_EXPOSURE, unit()))
                .contains("Overall exposure level for cvr0.service");
    }

    @Test
    void shouldContainAValidConfigurationOfHaproxy() throws IOException, InterruptedException {
        Commands.assumeInstalled("haproxy");

        assertThat(Commands.run(
                        "haproxy",
                        "-c",
                        "-f",
                        HOME.resolve("haproxy/haproxy.cfg").toString()))
                .contains("Configuration file is valid");
    }

    @Test
    void shouldStartTheWindowsServiceLikeTheScript() throws Exception {
        List<String> script = Files.readAllLines(HOME.resolve("bin/cvr0.cmd"));
        Document service = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(HOME.resolve("windows/cvr0-service.xml").toFile());

        assertThat(service.getElementsByTagName("arguments").item(0).getTextContent())
                .isEqualTo(script.get(script.size() - 1)
                        .replace("\"%JAVA%\" ", "")
                        .replace("%HOME_DIR%", "%ProgramFiles%\\cvr0")
                        .replace("%LOGGING%", "%CVR0_CONF%\\logging.properties")
                        .replace("%CVR0_CONF%", "%BASE%")
                        .replace("%CVR0_JAVA_OPTS% ", "")
                        .replace("%TELEMETRY%", "")
                        .replace("%*", "serve"));
    }

    /** Returns the unit for the folder of the distribution. Its command need not be installed. */
    private String unit() throws IOException {
        String unit = Files.readString(HOME.resolve("systemd/cvr0.service"));
        assertThat(unit).contains("ExecStart=cvr0 ");
        return Files.writeString(
                        folder.resolve("cvr0.service"),
                        unit.replace("ExecStart=cvr0 ", "ExecStart=" + HOME.resolve("bin/cvr0") + " "))
                .toString();
    }
}
