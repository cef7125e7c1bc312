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

/** One connection of this emulator, with a thread of its own. The session is all that the plugin needs added to it. */
public final class Client {

    private static final int LONGEST_LINE = 1664;
    private static final int GRACE_MILLIS = 2000;

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

    /** The next line, or empty at the end of the stream and where a line is too long. */
    Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && line.size() < LONGEST_LINE; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            line.write(b);
        }
        return Optional.empty();
    }

    /** Ends our side first and reads what is left: closing at once would reset the connection and lose the answer. */
    void hangUp() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(GRACE_MILLIS);
        in.readNBytes(LONGEST_LINE);
        socket.close();
    }
}
