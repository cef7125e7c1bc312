// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client on a blocking socket. A read fails if no data is received within the timeout. */
final class BlockingClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    private BlockingClient() {}

    static BlockingClient of(EmulatorHost host) {
        return of(host, 0);
    }

    /** Connects from a loopback address. */
    static BlockingClient from(String address, EmulatorHost host) {
        return unchecked(() -> {
            BlockingClient client = new BlockingClient();
            client.socket.bind(new InetSocketAddress(address, 0));
            return client.connect(host);
        });
    }

    /** Connects with a receive buffer of about the given size; 0 keeps the default size. */
    static BlockingClient of(EmulatorHost host, int receiveBuffer) {
        return unchecked(() -> {
            BlockingClient client = new BlockingClient();
            if (receiveBuffer > 0) {
                client.socket.setReceiveBufferSize(receiveBuffer);
            }
            return client.connect(host);
        });
    }

    private BlockingClient connect(EmulatorHost host) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()), TIMEOUT_MILLIS);
        return this;
    }

    BlockingClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    BlockingClient send(byte[] bytes) {
        return unchecked(() -> {
            socket.getOutputStream().write(bytes);
            return this;
        });
    }

    BlockingClient line(String line) {
        return send(line + "\r\n");
    }

    /** Reads the next line and returns it without its CRLF. */
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

    /** Reads until the end of the stream. A reset is an exception. */
    String rest() {
        return unchecked(() -> new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    BlockingClient endOutput() {
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
