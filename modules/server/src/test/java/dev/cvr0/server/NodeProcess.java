// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A {@code cvr0 serve} process of a shared catalog, and a client that asks it all the time and records the answers. */
final class NodeProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 60;

    private final String name;
    private final ProcessBuilder command;
    private final List<Answer> answers = new ArrayList<>();
    private Process process;
    private volatile InetSocketAddress address;
    private volatile boolean isAsking;
    private volatile long pauseNanos = 5_000_000;
    private Thread client;
    private int unanswered;

    /** An answer with the time at which its request was sent, and the time at which it was complete. */
    record Answer(Instant sent, Instant received, String request, String line) {}

    /** Starts a process with a small heap. */
    NodeProcess(String name, Path home, Path temp, List<String> options) throws IOException {
        this.name = name;
        List<String> words = new ArrayList<>(List.of(
                home.resolve("bin/cvr0").toString(),
                "serve",
                "--listen=127.0.0.1:0",
                "--set=cvr0.node=" + name,
                "--set=cvr0.catalog.state=" + temp.resolve("state-" + name)));
        words.addAll(options);
        command = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        temp.resolve("err-" + name).toFile()));
        command.environment().put("CVR0_JAVA_OPTS", "-Xmx64m -XX:TieredStopAtLevel=1");
        process = command.start();
    }

    String name() {
        return name;
    }

    /** Waits until the process listens. */
    void awaitStart() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as(name).startsWith("cvr0 listens on 127.0.0.1:");
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Starts the client, which pauses between two requests. */
    void ask(List<String> requests, long pause) {
        pauseNanos = pause;
        isAsking = true;
        client = new Thread(() -> askAll(requests), "client-" + name);
        client.start();
    }

    /** Kills the process without a signal that it could handle, and starts it again. Returns the time of the kill. */
    Instant killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Instant killed = Instant.now();
        process = command.start();
        awaitStart();
        return killed;
    }

    /** Ends the client, and returns its answers. */
    List<Answer> endClient() throws InterruptedException {
        isAsking = false;
        client.join();
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /** Returns the last answer. */
    Answer last() {
        synchronized (answers) {
            return answers.get(answers.size() - 1);
        }
    }

    /** Returns the number of answers. */
    int count() {
        synchronized (answers) {
            return answers.size();
        }
    }

    /** Returns the answers from an index. */
    List<Answer> answersFrom(int index) {
        synchronized (answers) {
            return List.copyOf(answers.subList(index, answers.size()));
        }
    }

    /** Returns the number of requests that were sent, but not answered. Call {@link #endClient} before. */
    int unanswered() {
        return unanswered;
    }

    /** Ends the process by SIGTERM, as an operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(name).isTrue();
    }

    @Override
    public void close() {
        isAsking = false;
        process.destroyForcibly();
    }

    private void askAll(List<String> requests) {
        for (int index = 0; isAsking; index++) {
            askOnce(requests.get(index % requests.size()));
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private void askOnce(String request) {
        try (Socket socket = new Socket()) {
            if (!connect(socket)) {
                return; // the process is starting again
            }
            Instant sent = Instant.now();
            String line = "";
            try {
                socket.setSoTimeout(LIMIT_SECONDS * 1000);
                socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
                line = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                // killed
            }
            if (line.endsWith("\r\n")) {
                add(new Answer(sent, Instant.now(), request, line.strip()));
            } else {
                unanswered++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean connect(Socket socket) {
        try {
            socket.connect(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void add(Answer answer) {
        synchronized (answers) {
            answers.add(answer);
        }
    }
}
