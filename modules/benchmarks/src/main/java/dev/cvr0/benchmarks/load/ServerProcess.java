// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which says where it listens. It ends with this process at the latest. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;
    private final Usage whenListening;
    private final Thread lastResort;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
        this.address = awaitAddress(process);
        this.whenListening = usage();
    }

    /** Starts a program on the Java of this process, unless the environment names another. */
    static ServerProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().putAll(environment);
        try {
            return new ServerProcess(program.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Usage usage() {
        return Usage.of(process.pid());
    }

    /** What it had used when it came to listen. */
    Usage whenListening() {
        return whenListening;
    }

    List<String> commandLine() {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private static InetSocketAddress awaitAddress(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("listens on")) {
                int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            }
        }
        throw new IllegalStateException("a server did not come to listen: " + process.info());
    }
}
