// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that waits for its answers, but not for ever. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answers;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** The answer to one line, on a connection of its own. */
    static String ask(int port, String line) throws IOException {
        try (Client client = new Client(port)) {
            return client.ask(line);
        }
    }

    String ask(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return read();
    }

    /** The next answer, or that there will be none. */
    String read() throws IOException {
        String line = answers.readLine();
        return line == null ? "(the end)" : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
