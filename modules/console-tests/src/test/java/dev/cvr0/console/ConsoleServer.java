// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code cvr0 serve} process with the console, and a token for each role. */
final class ConsoleServer implements AutoCloseable {

    private static final String LISTENS = "cvr0 listens on ";
    private static final String HTTP = "the HTTP API listens on ";
    private static final int LIMIT_SECONDS = 30;

    private final Process process;
    private final Path log;
    private InetSocketAddress address;
    private URI origin;

    private ConsoleServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process. Call {@link #awaitStart} before anything else.
     *
     * @param name the name of the server
     * @param folder the folder in which the process runs, with a folder for its files
     * @param catalog the location of the catalog
     * @param publisher the publisher of the catalog
     * @param options further options of the command
     */
    static ConsoleServer start(String name, Path folder, String catalog, Publisher publisher, String... options)
            throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        Path tokens = Files.writeString(
                own.resolve("tokens"),
                Stream.of(Role.values()).map(Role::line).collect(Collectors.joining("\n", "", "\n")));
        List<String> words = new ArrayList<>(List.of(
                "serve",
                "--listen=127.0.0.1:0",
                "--http=127.0.0.1:0",
                "--catalog=" + catalog,
                "--set=cvr0.node=" + name,
                "--set=cvr0.catalog.public-key=" + publisher.publicKey(),
                "--set=cvr0.catalog.emergency-key=" + publisher.emergencyKey(),
                "--set=cvr0.catalog.state=" + own.resolve("state"),
                "--set=cvr0.http.tokens=" + tokens,
                "--set=cvr0.http.folder=" + Files.createDirectory(own.resolve("http"))));
        words.addAll(List.of(options));
        Path log = own.resolve("log");
        return new ConsoleServer(
                publisher
                        .distribution()
                        .command(words)
                        .directory(folder.toFile())
                        .redirectError(log.toFile())
                        .start(),
                log);
    }

    /** Waits until the process listens. */
    ConsoleServer awaitStart() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); ; line = out.readLine()) {
            assertThat(line).as(() -> log()).isNotNull();
            if (line.startsWith(LISTENS)) {
                URI uri = URI.create("tcp://" + line.substring(LISTENS.length()));
                address = new InetSocketAddress(uri.getHost(), uri.getPort());
            } else if (line.startsWith(HTTP)) {
                origin = URI.create("http://" + line.substring(HTTP.length()));
                return this;
            }
        }
    }

    /** {@return the address for clients} */
    InetSocketAddress address() {
        return address;
    }

    /** {@return the scheme, host and port of the console} */
    URI origin() {
        return origin;
    }

    /** Returns the log of the process. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
