// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client on a plain blocking socket. Waits long for what is expected, and fails if it does not come. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    private Client() {}

    static Client of(EmulatorHost host) {
        return of(host, 0);
    }

    /** A client that takes in no more than about so many bytes it has not read; 0 for as many as usual. */
    static Client of(EmulatorHost host, int receiveBuffer) {
        return unchecked(() -> {
            Client client = new Client();
            if (receiveBuffer > 0) {
                client.socket.setReceiveBufferSize(receiveBuffer);
            }
            client.socket.setSoTimeout(PATIENCE_MILLIS);
            client.socket.setTcpNoDelay(true);
            client.socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()), PATIENCE_MILLIS);
            return client;
        });
    }

    Client send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Client send(byte[] bytes) {
        return unchecked(() -> {
            socket.getOutputStream().write(bytes);
            return this;
        });
    }

    Client line(String line) {
        return send(line + "\r\n");
    }

    /** The next line, which has to end in CRLF; without it. */
    String read() {
        return unchecked(() -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = socket.getInputStream().read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = socket.getInputStream().read();
            }
            String text = line.toString(StandardCharsets.UTF_8) + (next < 0 ? "<end>" : "");
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text + "<no CR>";
        });
    }

    String ask(String line) {
        return line(line).read();
    }

    /** All that comes until the orderly end of the stream; a reset is an exception. */
    String rest() {
        return unchecked(() -> new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    Client endOutput() {
        return unchecked(() -> {
            socket.shutdownOutput();
            return this;
        });
    }

    /** Closes with a reset. */
    void reset() {
        unchecked(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return this;
        });
    }

    Socket socket() {
        return socket;
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

    /** A step that may fail as sockets do. */
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
