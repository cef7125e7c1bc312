// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.signing.SigningKeyPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers and publishers of signed catalogs that are killed at random times. */
@Tag("slow")
@Timeout(240)
@DisabledOnOs(OS.WINDOWS)
class PublishingIT {

    private static final int KILLS = 3;
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private final SigningKeyPair keys = SigningKeyPair.generate();
    private NumberedCatalog catalog;
    private Path key;
    private Path state;
    private Path errors;
    private int highest;

    @BeforeEach
    void publishFirstVersion() {
        key = folder.resolve("key.pem");
        state = folder.resolve("state");
        errors = folder.resolve("errors");
        keys.signing().write(key);
        catalog = new NumberedCatalog(folder, keys.signing());
        catalog.publish(1);
    }

    @AfterEach
    void killProcesses() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldNeverServeAMixedOrOlderCatalogAfterKills() throws Exception {
        Random random = new Random(20031015);
        Process writer = writer();
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = server();
            InetSocketAddress address = address(server);
            ask(address, 1 + random.nextInt(100));
            if (kill % 2 == 0) {
                writer.destroyForcibly().waitFor();
                ask(address, 1 + random.nextInt(100));
                writer = writer();
            }
            ask(address, random.nextInt(100));
            server.destroyForcibly().waitFor();
            assertThat(state).content().matches("cvr0-catalog-state 1\nversion \\d+\nmanifest [0-9a-f]{64}\n");
        }
        writer.destroyForcibly().waitFor();

        Process last = server();
        ask(address(last), 1);
        assertThat(highest).isEqualTo(catalog.published()).isGreaterThan(KILLS);

        last.destroyForcibly().waitFor();
        catalog.link(highest - 1);
        assertThat(server().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).content().contains("is lower than version " + highest + ", which was served before");
    }

    private void ask(InetSocketAddress address, int times) throws IOException {
        for (int time = 0; time < times; time++) {
            int number = NumberedCatalog.numberIn(answer(address));
            assertThat(number).isBetween(highest, catalog.published());
            highest = number;
        }
    }

    private Process server() throws IOException {
        return start(
                Path.of(System.getProperty("cvr0.home"), "bin", "cvr0").toString(),
                "serve",
                "--listen=127.0.0.1:0",
                "--catalog=" + catalog.linkPath(),
                "--set=cvr0.catalog.public-key=" + keys.verifying(),
                "--set=cvr0.catalog.state=" + state,
                "--set=cvr0.catalog.reload=5ms");
    }

    private Process writer() throws IOException {
        Process writer = start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NumberedCatalog.class.getName(),
                folder.toString(),
                key.toString());
        assertThat(writer.getInputStream().read()).isEqualTo('.');
        return writer;
    }

    private Process start(String... command) throws IOException {
        // to a file, because a full pipe would block the process
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        started.add(process);
        return process;
    }

    private static InetSocketAddress address(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).startsWith("cvr0 listens on 127.0.0.1:");
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    private static String answer(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            socket.getOutputStream().write(NumberedCatalog.REQUEST.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
