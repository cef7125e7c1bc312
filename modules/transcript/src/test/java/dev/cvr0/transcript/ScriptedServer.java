// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that runs the script of a test for each client, and then closes the connection in an orderly way. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;

    ScriptedServer(Script script) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Serves one client. */
    @FunctionalInterface
    interface Script {
        void run(Socket client) throws IOException;
    }

    static Script saying(String text) {
        return client -> say(client, text);
    }

    static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    static String readLine(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = client.getInputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    static void waitForClient(Socket client) throws IOException {
        client.getInputStream().readAllBytes();
    }

    SocketPeer peer() {
        return new SocketPeer((InetSocketAddress) listener.getLocalSocketAddress());
    }

    private void serve(Script script) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                script.run(client);
            } catch (IOException e) {
                // the test has ended or the client has disconnected
                continue;
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
