// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An emulator without the plugin, like those in other languages: it has MSNP8, answers CVR and USR itself, and ignores
 * everything else, including CVQ and malformed lines.
 */
final class ForeignEmulator implements AutoCloseable {

    private final ServerSocket listener;

    ForeignEmulator() {
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = answer(List.of(line.split(" ")));
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return; // the client has disconnected
        }
    }

    private static String answer(List<String> tokens) {
        if (tokens.size() < 2) {
            return "";
        }
        String id = tokens.get(1);
        return switch (tokens.get(0)) {
            case "VER" -> "VER " + id + (tokens.contains("MSNP8") ? " MSNP8\r\n" : " 0\r\n");
            case "CVR" -> "CVR " + id + " 1.0.0 1.0.0 1.0.0 http://example.com/ http://example.com/\r\n";
            case "USR" -> "USR " + id + " TWN S key\r\n";
            default -> "";
        };
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "foreign emulator");
        thread.setDaemon(true);
        thread.start();
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
