// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection of this emulator, with its own thread. Only the session was added for the plugin. */
public final class Client {

    private static final int MAX_LINE_BYTES = 1664;
    private static final int CLOSE_TIMEOUT_MILLIS = 2000;

    private final Socket socket;
    private final InputStream in;
    private final Session session;
    private boolean closing;

    Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.session = new PlainSession(socket.getInetAddress());
    }

    Session session() {
        return session;
    }

    void send(String line) {
        try {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Reads the next line; empty at the end of the stream or if the line is too long. */
    Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && line.size() < MAX_LINE_BYTES; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            line.write(b);
        }
        return Optional.empty();
    }

    /** Closes the output first and reads the remaining input. Closing the socket at once could reset the connection. */
    void lingeringClose() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(CLOSE_TIMEOUT_MILLIS);
        in.readNBytes(MAX_LINE_BYTES);
        socket.close();
    }
}
