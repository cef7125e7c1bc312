// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection of a client, with a read timeout. */
final class TestConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answers;

    TestConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Sends one line on a new connection and returns the answer. */
    static String ask(int port, String line) throws IOException {
        try (TestConnection connection = new TestConnection(port)) {
            return connection.ask(line);
        }
    }

    String ask(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return read();
    }

    /** Returns the next answer, or {@code (closed)} if the server has closed the connection. */
    String read() throws IOException {
        String line = answers.readLine();
        return line == null ? "(closed)" : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
