// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cvr0.transcript.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A client or an emulator at one end of a relayed connection, on a blocking socket. A character is a byte. */
final class Endpoint implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int QUIET_MILLIS = 150;
    private static final String RESET = "<reset>";
    private static final String END = "<end>";

    private final Socket socket;

    Endpoint(Socket socket) {
        this.socket = socket;
        unchecked(() -> {
            socket.setTcpNoDelay(true);
            return this;
        });
    }

    static Endpoint connect(InetSocketAddress relay) {
        return connect(relay, InetAddress.getLoopbackAddress(), 0);
    }

    /** Connects from an address, with a receive buffer of about the given size; 0 keeps the default size. */
    static Endpoint connect(InetSocketAddress relay, InetAddress from, int receiveBuffer) {
        return unchecked(() -> {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(relay, TIMEOUT_MILLIS);
            return new Endpoint(socket);
        });
    }

    Endpoint send(String bytes) {
        return send(bytes.getBytes(ISO_8859_1));
    }

    Endpoint send(byte[] bytes) {
        return unchecked(() -> {
            socket.getOutputStream().write(bytes);
            return this;
        });
    }

    /** Receives exactly these bytes. */
    Endpoint expect(String bytes) {
        assertThat(escape(receive(bytes.length(), TIMEOUT_MILLIS))).isEqualTo(escape(bytes));
        return this;
    }

    /** Receives the end of the stream, without another byte. */
    Endpoint expectEnd() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isEqualTo(END);
        return this;
    }

    /** Receives a reset, without another byte. */
    Endpoint expectReset() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isEqualTo(RESET);
        return this;
    }

    /** Receives the end of the stream or a reset, without another byte. */
    Endpoint expectClosed() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isIn(END, RESET);
        return this;
    }

    /** Receives the end of the stream or a reset, after any bytes. */
    Endpoint expectToBeLeft() {
        assertThat(receive(Integer.MAX_VALUE, TIMEOUT_MILLIS)).matches("(?s).*(" + END + "|" + RESET + ")");
        return this;
    }

    /** Receives nothing for a while, not even the end of the stream. */
    Endpoint expectNothing() {
        assertThat(escape(receive(1, QUIET_MILLIS))).isEmpty();
        return this;
    }

    /** Receives exactly these bytes; suited to many bytes. */
    Endpoint expect(byte[] bytes) {
        byte[] received = unchecked(() -> {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket.getInputStream().readNBytes(bytes.length);
        });
        // AssertJ would print all bytes.
        assertThat(Arrays.mismatch(received, bytes))
                .as("the first different byte, of " + received.length)
                .isEqualTo(-1);
        return this;
    }

    /** Receives up to a number of bytes. Fewer are followed by the mark of an end or a reset, unless the time is up. */
    private String receive(int length, int millis) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        String mark = "";
        try {
            socket.setSoTimeout(millis);
            byte[] buffer = new byte[Math.min(length, 1 << 16)];
            while (received.size() < length && mark.isEmpty()) {
                int number = socket.getInputStream().read(buffer, 0, Math.min(buffer.length, length - received.size()));
                if (number < 0) {
                    mark = END;
                } else {
                    received.write(buffer, 0, number);
                }
            }
        } catch (SocketTimeoutException e) {
            mark = "";
        } catch (SocketException e) {
            mark = RESET;
        } catch (IOException e) {
            fail(e);
        }
        return received.toString(ISO_8859_1) + mark;
    }

    Endpoint endOutput() {
        return unchecked(() -> {
            socket.shutdownOutput();
            return this;
        });
    }

    /** Closes with a reset. */
    Endpoint reset() {
        return unchecked(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return this;
        });
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        unchecked(() -> {
            socket.close();
            return this;
        });
    }

    private static String escape(String bytes) {
        return Bytes.of(bytes.getBytes(ISO_8859_1)).toString();
    }

    /** A socket operation. */
    interface Step<T> {
        T take() throws IOException;
    }

    static <T> T unchecked(Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
