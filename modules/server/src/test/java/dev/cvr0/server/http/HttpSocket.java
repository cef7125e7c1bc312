// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import jakarta.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection of an HTTP client that controls each byte. */
final class HttpSocket implements AutoCloseable {

    private static final int SEND_BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    HttpSocket(InetSocketAddress address, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSendBufferSize(SEND_BUFFER);
        socket.connect(address, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * A response.
     *
     * @param headers by their names in lowercase
     */
    record Response(int status, Map<String, String> headers, String body) {

        JsonObject json() {
            return HttpCalls.parse(body);
        }
    }

    static String post(String body, String... headers) {
        StringBuilder request =
                new StringBuilder("POST /v1/decide HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends the text again and again, and reads nothing, until the server resets the connection.
     *
     * @param maxBytes the number of bytes after which this gives up
     * @return the number of bytes sent
     */
    long sendUntilReset(String text, long maxBytes) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long sent = 0;
        try {
            for (; sent < maxBytes; sent += bytes.length) {
                socket.getOutputStream().write(bytes);
            }
        } catch (SocketException e) {
            if (socket.isClosed()) {
                throw e;
            }
        }
        return sent;
    }

    Response read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Response(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Returns whether the server has closed its side without another byte. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
