// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cvr0.transcript.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A client or an emulator at one end of a connection, on a blocking socket. A character is a byte. */
public final class Endpoint implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int QUIET_MILLIS = 150;
    private static final String RESET = "<reset>";
    private static final String END = "<end>";

    private final Socket socket;

    public Endpoint(Socket socket) {
        this.socket = socket;
        unchecked(() -> {
            socket.setTcpNoDelay(true);
            return this;
        });
    }

    public static Endpoint connect(InetSocketAddress host) {
        return connect(host, socket -> {});
    }

    /** Connects with a receive buffer of about the given size. */
    public static Endpoint connect(InetSocketAddress host, int receiveBuffer) {
        return connect(host, socket -> socket.setReceiveBufferSize(receiveBuffer));
    }

    /** Connects from a loopback address. */
    static Endpoint connect(InetSocketAddress host, String from) {
        return connect(host, socket -> socket.bind(new InetSocketAddress(from, 0)));
    }

    private static Endpoint connect(InetSocketAddress host, Preparation preparation) {
        return unchecked(() -> {
            Socket socket = new Socket();
            preparation.prepare(socket);
            socket.connect(host, TIMEOUT_MILLIS);
            return new Endpoint(socket);
        });
    }

    public Endpoint send(String bytes) {
        return send(bytes.getBytes(ISO_8859_1));
    }

    public Endpoint send(byte[] bytes) {
        return unchecked(() -> {
            socket.getOutputStream().write(bytes);
            return this;
        });
    }

    public Endpoint line(String line) {
        return send(line + "\r\n");
    }

    /** Reads the next line and returns it without its CRLF. */
    String read() {
        return unchecked(() -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = input(TIMEOUT_MILLIS).read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = socket.getInputStream().read();
            }
            String text = line.toString(ISO_8859_1) + (next < 0 ? END : "");
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text + "<no CR>";
        });
    }

    String ask(String line) {
        return line(line).read();
    }

    /** Reads until the end of the stream. A reset is an exception. */
    String rest() {
        return unchecked(() -> new String(input(TIMEOUT_MILLIS).readAllBytes(), ISO_8859_1));
    }

    /** Receives exactly these bytes. */
    public Endpoint expect(String bytes) {
        assertThat(escape(receive(bytes.length(), TIMEOUT_MILLIS))).isEqualTo(escape(bytes));
        return this;
    }

    /** Receives exactly these bytes with one read. */
    public Endpoint expectAtOnce(String bytes) {
        byte[] received = new byte[bytes.length() + 1];
        int length = unchecked(() -> input(TIMEOUT_MILLIS).read(received));
        assertThat(new String(received, 0, Math.max(0, length), ISO_8859_1)).isEqualTo(bytes);
        return this;
    }

    /** Receives the end of the stream, without another byte. */
    public Endpoint expectEnd() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isEqualTo(END);
        return this;
    }

    /** Receives a reset, without another byte. */
    public Endpoint expectReset() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isEqualTo(RESET);
        return this;
    }

    /** Receives the end of the stream or a reset, without another byte. */
    public Endpoint expectClosed() {
        assertThat(escape(receive(1, TIMEOUT_MILLIS))).isIn(END, RESET);
        return this;
    }

    /** Receives the end of the stream or a reset, after any bytes. */
    public Endpoint expectToBeLeft() {
        assertThat(receive(Integer.MAX_VALUE, TIMEOUT_MILLIS)).matches("(?s).*(" + END + "|" + RESET + ")");
        return this;
    }

    /** Receives nothing for a while, not even the end of the stream. */
    public Endpoint expectNothing() {
        assertThat(escape(receive(1, QUIET_MILLIS))).isEmpty();
        return this;
    }

    /** Receives exactly these bytes; suited to many bytes. */
    public Endpoint expect(byte[] bytes) {
        byte[] received = unchecked(() -> input(TIMEOUT_MILLIS).readNBytes(bytes.length));
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
            InputStream in = input(millis);
            byte[] buffer = new byte[Math.min(length, 1 << 16)];
            while (received.size() < length && mark.isEmpty()) {
                int number = in.read(buffer, 0, Math.min(buffer.length, length - received.size()));
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

    private InputStream input(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        return socket.getInputStream();
    }

    public Endpoint endOutput() {
        return unchecked(() -> {
            socket.shutdownOutput();
            return this;
        });
    }

    /** Closes with a reset. */
    public Endpoint reset() {
        return unchecked(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return this;
        });
    }

    public Socket socket() {
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

    /** Sets an option of a socket before it is connected. */
    private interface Preparation {
        void prepare(Socket socket) throws IOException;
    }

    /** A socket operation. */
    public interface Step<T> {
        T take() throws IOException;
    }

    public static <T> T unchecked(Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
