// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cvr0.catalog.CatalogPolicy;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A Jakarta EE server in a separate process, shared by all tests. */
abstract class AppServer {

    /** The password of the users {@code viewer}, {@code editor}, {@code publisher}, {@code emergency} and {@code other}. */
    static final String PASSWORD = "secret";

    private static final String OWN_CLASS = "dev.cvr0.host.EmulatorHost";
    private static final AppServer RUNNING = start();

    private final Set<String> deployed = new HashSet<>();
    private final int port = freePort();
    private final int httpPort = freePort();

    /** Returns the server of this test run. */
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

    /** Returns the port of the WAR on the loopback address. */
    final int port() {
        return port;
    }

    /** Returns the port of the server for HTTP on the loopback address. */
    final int httpPort() {
        return httpPort;
    }

    /** Copies the bundled catalog to a file, which the server polls for changes. */
    static Path catalog() throws IOException {
        Path file = Path.of(System.getProperty("cvr0.war")).resolveSibling("catalog.yaml");
        try (InputStream bundled = CatalogPolicy.class.getResourceAsStream("bundled.yaml")) {
            Files.copy(bundled, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Deploys an archive and waits until the server reports success. */
    final void deploy(Archive<?> archive) throws Exception {
        if (!tryDeploy(archive)) {
            throw new AssertionError(archive.getName() + " cannot be deployed: " + reason(archive.getName()));
        }
    }

    /** Deploys an archive that must fail, and returns the reason. */
    final String failToDeploy(Archive<?> archive) throws Exception {
        if (tryDeploy(archive)) {
            throw new AssertionError(archive.getName() + " was deployed");
        }
        String reason = reason(archive.getName());
        Files.delete(folder().resolve(archive.getName()));
        awaitCleanup(archive.getName());
        return reason;
    }

    /** Deletes the archive and waits until the server reports that it is undeployed. */
    final void undeploy(Archive<?> archive) throws Exception {
        deployed.remove(archive.getName());
        Files.delete(folder().resolve(archive.getName()));
        Polling.until(archive.getName() + " is undeployed", () -> isUndeployed(archive.getName()));
    }

    /** Undeploys the archives that a failed test has left, so that the next test does not fail as a consequence. */
    final void undeployAll() throws Exception {
        clear(folder());
        for (String name : deployed) {
            Polling.until(name + " is undeployed", () -> isUndeployed(name));
        }
        deployed.clear();
    }

    /** Returns the WAR of this build under a name. */
    static WebArchive host(String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(new File(System.getProperty("cvr0.war")))
                .as(WebArchive.class);
    }

    // After an answer, because JDK 17 and 18 keep the class whose records were compared last.
    final void assertClassLoaders(int limit) throws Exception {
        Polling.until("at most " + limit + " class loaders are left", () -> {
            long loaders = process().loadersOf(OWN_CLASS);
            return loaders >= 1 && loaders <= limit;
        });
    }

    /** Fails if the undeployed WAR has left its port or a thread. */
    final void assertNothingLeft() throws Exception {
        assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
                .as("the port is free after undeployment")
                .doesNotThrowAnyException();
        assertThat(process().threads("globalEventExecutor")).isEmpty();
        Polling.until("no thread is left", () -> process().threads("cvr0-").isEmpty());
    }

    abstract ServerProcess process();

    abstract Path folder();

    abstract void prepare(String name) throws IOException;

    abstract boolean isDeployed(String name) throws IOException;

    abstract boolean isFailed(String name) throws IOException;

    abstract boolean isUndeployed(String name) throws IOException;

    abstract String reason(String name) throws IOException;

    abstract void awaitCleanup(String name) throws Exception;

    /** Deletes the archives of an aborted test or test run. */
    static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.{war,ear,jar}")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private boolean tryDeploy(Archive<?> archive) throws Exception {
        String name = archive.getName();
        copy(archive);
        Polling.until(name + " is deployed or has failed", () -> isDeployed(name) || isFailed(name));
        if (isFailed(name)) {
            return false;
        }
        deployed.add(name);
        return true;
    }

    // An atomic move, because the server would deploy an incomplete file.
    private void copy(Archive<?> archive) throws IOException {
        prepare(archive.getName());
        Path complete = Files.createTempFile(folder().getParent(), "deploying", ".part");
        archive.as(ZipExporter.class).exportTo(complete.toFile(), true);
        Files.move(complete, folder().resolve(archive.getName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static AppServer start() {
        Path home = Path.of(System.getProperty("cvr0.server.home"));
        try {
            return "liberty".equals(System.getProperty("cvr0.server")) ? Liberty.start(home) : WildFly.start(home);
        } catch (Exception e) {
            throw new IllegalStateException("the server cannot be started", e);
        }
    }
}
