// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A server that answers each connection with any bytes. */
final class RawServer implements AutoCloseable {

    /** Writes an answer until the client closes the connection. */
    interface Answer {

        void write(OutputStream out) throws IOException;
    }

    /** Counted down when the client has closed a connection before the end of the answer. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    private final ServerSocket server;
    private final Answer answer;

    RawServer(Answer answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = request.readLine();
                while (line != null && !line.isEmpty()) {
                    line = request.readLine();
                }
                answer.write(socket.getOutputStream());
            } catch (IOException e) {
                cancelled.countDown();
            }
        }
    }
}
