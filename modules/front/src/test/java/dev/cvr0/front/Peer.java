// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One end of a blocking connection: a client of the relay, or the emulator behind it. Bytes are ISO 8859-1 characters. */
final class Peer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    Peer(Socket socket) {
        this.socket = socket;
        unchecked(() -> {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return this;
        });
    }

    static Peer connect(int port) {
        return unchecked(() -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return new Peer(socket);
        });
    }

    Peer send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Peer send(byte[] bytes) {
        return unchecked(() -> {
            socket.getOutputStream().write(bytes);
            return this;
        });
    }

    Peer line(String line) {
        return send(line + "\r\n");
    }

    /** Reads a line with its terminator. */
    String read() {
        return unchecked(() -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next;
            do {
                next = socket.getInputStream().read();
                if (next >= 0) {
                    line.write(next);
                }
            } while (next >= 0 && next != '\n');
            return line.toString(StandardCharsets.ISO_8859_1);
        });
    }

    String read(int bytes) {
        return unchecked(() -> new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1));
    }

    /** Returns what one read returns. */
    String readOnce() {
        return unchecked(() -> {
            byte[] bytes = new byte[65_536];
            int length = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        });
    }

    /** Reads until the end of input. A reset is an exception. */
    String rest() {
        return unchecked(() -> new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    String restOrReset() {
        try {
            return rest();
        } catch (UncheckedIOException e) {
            return "<reset>";
        }
    }

    Peer endOutput() {
        return unchecked(() -> {
            socket.shutdownOutput();
            return this;
        });
    }

    void reset() {
        unchecked(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return this;
        });
    }

    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        unchecked(() -> {
            socket.close();
            return this;
        });
    }

    /** A socket operation. */
    private interface Step<T> {
        T take() throws IOException;
    }

    private static <T> T unchecked(Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
