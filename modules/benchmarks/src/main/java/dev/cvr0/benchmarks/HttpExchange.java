// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the HTTP API, and the response that the server sends each time.
 *
 * @param request the request with its headers
 * @param response the response with its headers
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record HttpExchange(byte[] request, byte[] response) {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    /**
     * Sends a request and keeps its response.
     *
     * @throws IllegalStateException if the server does not answer with 200
     */
    static HttpExchange record(InetSocketAddress server, String body) {
        byte[] request =
                ("POST /v1/decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getOutputStream().write(request);
            return new HttpExchange(request, read(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        while (!response.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            response.write(in.read());
        }
        String head = response.toString(StandardCharsets.US_ASCII);
        Matcher length = LENGTH.matcher(head);
        if (!head.startsWith("HTTP/1.1 200 ") || !length.find()) {
            throw new IllegalStateException("unexpected response: " + head);
        }
        response.write(in.readNBytes(Integer.parseInt(length.group(1))));
        return response.toByteArray();
    }
}
