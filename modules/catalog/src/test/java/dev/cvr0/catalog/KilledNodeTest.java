// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.http.WebServer;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server process that is killed at random moments, while versions are published. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be replaced")
class KilledNodeTest {

    private static final int FEW_ROUNDS = 4;
    private static final int MANY_ROUNDS = 100;
    private static final int MAX_DELAY_NANOS = 40_000_000;

    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private PublicationStore store;
    private WebServer server;
    private Process process;
    private BufferedReader lines;
    private int served;

    @BeforeEach
    void publishFirstVersion() throws IOException {
        String folder = Files.createDirectory(temp.resolve("web")).toString();
        store = SourceProvider.of(folder).store(folder, SettingSource.EMPTY);
        server = new WebServer(Path.of(folder));
        publish(1);
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
        server.close();
    }

    @Test
    @Timeout(300)
    void shouldNeverServeAnOlderVersionAfterAKill() throws Exception {
        kill(FEW_ROUNDS);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void shouldNeverServeAnOlderVersionAfterManyKills() throws Exception {
        kill(MANY_ROUNDS);
    }

    /** Kills a process in each round: alternately while it loads a version, and when it serves it, without the server. */
    private void kill(int rounds) throws IOException, InterruptedException {
        Random random = new Random(20261127);
        start();
        for (int round = 0; round < rounds; round++) {
            int version = round + 2;
            publish(version);
            if (round % 2 == 0) {
                LockSupport.parkNanos(random.nextInt(MAX_DELAY_NANOS));
                kill();
                start();
                await(version);
            } else {
                await(version);
                kill();
                server.stop();
                start();
                assertThat(served).isEqualTo(version);
                server.start();
            }
        }
    }

    private void publish(int version) {
        versions.publish(store, version, NumberedCatalogs.text(version));
    }

    private void kill() throws InterruptedException, IOException {
        // Process.destroyForcibly would close its output.
        process.toHandle().destroyForcibly();
        process.waitFor();
        String line = lines.readLine();
        while (line != null) {
            read(line);
            line = lines.readLine();
        }
    }

    private void await(int version) throws IOException {
        while (served < version) {
            read(lines.readLine());
        }
        assertThat(served).isEqualTo(version);
    }

    private void read(String line) throws IOException {
        assertThat(line).as(() -> errors()).isNotNull().matches("[0-9]+");
        assertThat(Integer.parseInt(line)).isGreaterThanOrEqualTo(served);
        served = Integer.parseInt(line);
    }

    private void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        server.url(),
                        versions.trustedKeys().keys().get(0).toString(),
                        temp.resolve("state").toString()))
                .redirectError(temp.resolve("errors").toFile())
                .start();
        lines = process.inputReader(StandardCharsets.UTF_8);
        read(lines.readLine());
    }

    private String errors() {
        try {
            return Files.readString(temp.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Prints each served version. */
    static final class Node {

        private static final long POLL_NANOS = 1_000_000;

        private Node() {}

        public static void main(String[] args) {
            ReloadingCatalog catalog = ReloadingCatalog.open(
                    NumberedCatalogs.settings(Map.of(
                            CatalogSettings.LOCATION.key(),
                            args[0],
                            CatalogSettings.PUBLIC_KEYS.key(),
                            args[1],
                            CatalogSettings.STATE.key(),
                            args[2],
                            CatalogSettings.RELOAD.key(),
                            "10ms")),
                    SettingSource.EMPTY);
            int last = 0;
            while (true) {
                int version = NumberedCatalogs.numberIn(catalog.catalog());
                if (version != last) {
                    System.out.println(version);
                    last = version;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }
}
