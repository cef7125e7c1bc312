// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An emulator with a table of handlers by verb, and a thread for each connection. */
public final class TableEmulator implements AutoCloseable {

    private final Map<String, LineHandler> table = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;

    /**
     * Listens on a free port of the loopback address.
     *
     * @throws UncheckedIOException if the port cannot be opened
     */
    public TableEmulator() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /**
     * Returns the dispatch table.
     *
     * @return a live, thread-safe map
     */
    public Map<String, LineHandler> table() {
        return table;
    }

    /**
     * Returns the address for clients.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Client client = new Client(socket);
            while (!client.isClosing()) {
                Optional<String> line = client.readLine();
                line.filter(text -> !text.isEmpty()).ifPresent(text -> dispatch(text, client));
                if (line.isEmpty()) {
                    client.close();
                }
            }
            client.lingeringClose();
        } catch (IOException | UncheckedIOException e) {
            return; // the client has disconnected
        }
    }

    private void dispatch(String line, Client client) {
        String[] tokens = line.split("[ \\t]+", 3);
        try {
            table.getOrDefault(tokens[0], (text, sender) -> sender.close()).handle(line, client);
        } catch (CompletionException | IllegalStateException | IllegalArgumentException e) {
            // a failing handler ends one session only
            client.send("500 " + (tokens.length > 1 ? tokens[1] : "0"));
            client.close();
        }
    }
}
