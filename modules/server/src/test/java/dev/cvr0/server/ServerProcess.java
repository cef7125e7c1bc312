// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A server in a separate process, on the loopback address. */
final class ServerProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final int port;

    /** Starts a server, and waits until it listens. */
    ServerProcess(ProcessBuilder command) throws IOException {
        process = command.start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new AssertionError(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(line).startsWith("cvr0 listens on ");
        port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends lines in one session. Returns the answers. */
    String ask(String lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Stops the server with SIGTERM. Returns its log. */
    String stop() throws IOException, InterruptedException {
        // Process.destroy would close the streams.
        process.toHandle().destroy();
        String log = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(log).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        return log;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
