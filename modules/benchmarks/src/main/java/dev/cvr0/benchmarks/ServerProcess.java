// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in another process, which is killed when this process exits. */
final class ServerProcess implements AutoCloseable {

    // The JVM writes a CDS archive when it exits.
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final InetSocketAddress address;

    private ServerProcess(List<String> command, Map<String, String> environment) {
        ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().putAll(environment);
        try {
            process = program.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            output = process.inputReader(StandardCharsets.UTF_8);
            address = nextAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server of the distribution at {@code benchmarks.distribution}, on the JDK of this process unless the
     * environment contains another {@code JAVA_HOME}.
     *
     * @param prefix a command that runs another command, with its arguments
     * @throws IllegalStateException if the server is missing or does not start
     */
    static ServerProcess full(Map<String, String> environment, String... prefix) {
        Path program =
                Path.of(System.getProperty("benchmarks.distribution", "modules/server/target/cvr0"), "bin", "cvr0");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(program + " is missing; build modules/server first");
        }
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(program.toAbsolutePath().toString(), "serve", "--listen", "127.0.0.1:0"));
        return new ServerProcess(command, environment);
    }

    /** Starts the server with canned answers, with the JVM options of the full server. */
    static ServerProcess canned() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CannedServer.class.getName()));
        return new ServerProcess(command, Map.of());
    }

    InetSocketAddress address() {
        return address;
    }

    /** Returns the processor time of the process so far. */
    double cpuMillis() {
        Optional<Duration> used = process.info().totalCpuDuration();
        return used.orElseThrow(() -> new IllegalStateException("a server has ended: " + process))
                        .toNanos()
                / 1e6;
    }

    /** Returns the resident memory of the process. */
    long residentKib() {
        return proc("status", "\n")
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    /** Waits until the server prints the next address on which it listens. */
    InetSocketAddress nextAddress() {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("listens on")) {
                    int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("a server ended before it listened: " + process);
    }

    // System properties and the CDS archive apply to the full server only.
    private static List<String> options() {
        try (ServerProcess full = full(Map.of())) {
            return full.proc("cmdline", "\0")
                    .skip(1)
                    .takeWhile(option -> !option.equals("-cp"))
                    .filter(option -> !option.startsWith("-D") && !option.contains("Archive"))
                    .toList();
        }
    }

    private Stream<String> proc(String file, String separator) {
        try {
            return Stream.of(
                    Files.readString(Path.of("/proc", "" + process.pid(), file)).split(separator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
