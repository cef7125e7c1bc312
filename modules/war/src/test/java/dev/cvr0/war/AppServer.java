// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.catalog.CatalogPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A server that runs in a process of its own until the tests are over. */
abstract class AppServer {

    private static final AppServer RUNNING = started();

    private final int port = freePort();

    /** The one that this run of the tests is about. */
    static AppServer running() {
        return RUNNING;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the host under test is told to listen, on the loopback address. */
    final int port() {
        return port;
    }

    /** A catalogue in a file, which is watched: the bundled one, so that the answers are the same. */
    static Path catalog() throws IOException {
        Path file = Path.of(System.getProperty("cvr0.war")).resolveSibling("catalog.yaml");
        try (InputStream bundled = CatalogPolicy.class.getResourceAsStream("bundled.yaml")) {
            Files.copy(bundled, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Deploys, and waits until the server says that it serves. */
    final void deploy(Archive<?> archive) throws Exception {
        put(archive);
        Waiting.until(
                archive.getName() + " is deployed", () -> isDeployed(archive.getName()) || isFailed(archive.getName()));
        if (!isDeployed(archive.getName())) {
            throw new AssertionError(archive.getName() + " cannot be deployed: " + reason(archive.getName()));
        }
    }

    /** Deploys what cannot be, and answers why. */
    final String refuse(Archive<?> archive) throws Exception {
        put(archive);
        Waiting.until(
                archive.getName() + " is refused", () -> isDeployed(archive.getName()) || isFailed(archive.getName()));
        if (!isFailed(archive.getName())) {
            throw new AssertionError(archive.getName() + " was deployed");
        }
        String reason = reason(archive.getName());
        Files.delete(folder().resolve(archive.getName()));
        forget(archive.getName());
        return reason;
    }

    /** Takes the archive away, and waits until the server says that it is gone. */
    final void undeploy(Archive<?> archive) throws Exception {
        Files.delete(folder().resolve(archive.getName()));
        Waiting.until(archive.getName() + " is undeployed", () -> isUndeployed(archive.getName()));
    }

    abstract ServerProcess process();

    abstract Path folder();

    abstract void begin(String name) throws IOException;

    abstract boolean isDeployed(String name) throws IOException;

    abstract boolean isFailed(String name) throws IOException;

    abstract boolean isUndeployed(String name) throws IOException;

    abstract String reason(String name) throws IOException;

    abstract void forget(String name) throws Exception;

    /** Takes away what a run that was cut off has left. */
    static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.{war,ear}")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    // A server that finds half a file would deploy that.
    private void put(Archive<?> archive) throws IOException {
        begin(archive.getName());
        Path whole = Files.createTempFile(folder().getParent(), "deploying", ".part");
        archive.as(ZipExporter.class).exportTo(whole.toFile(), true);
        Files.move(whole, folder().resolve(archive.getName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static AppServer started() {
        Path home = Path.of(System.getProperty("cvr0.server.home"));
        try {
            return "liberty".equals(System.getProperty("cvr0.server")) ? Liberty.start(home) : WildFly.start(home);
        } catch (Exception e) {
            throw new IllegalStateException("the server cannot be started", e);
        }
    }
}
