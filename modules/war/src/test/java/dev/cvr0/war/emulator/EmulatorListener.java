// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war.emulator;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The transport of the emulator. Serves one client at a time, on the port in the resource {@value #PORT}. */
@ApplicationScoped
public class EmulatorListener {

    /** The resource with the port, in the package of this class. */
    public static final String PORT = "port.txt";

    private final Deque<ServerSocket> listeners = new ArrayDeque<>();

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Inject
    private EmulatorRegistry registry;

    void open(@Observes Startup event) throws IOException {
        ServerSocket listener = new ServerSocket(port(), 50, InetAddress.getLoopbackAddress());
        listeners.push(listener);
        threads.newThread(() -> serve(listener)).start();
    }

    void close(@Observes Shutdown event) throws IOException {
        while (!listeners.isEmpty()) {
            listeners.pop().close();
        }
    }

    private void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                serveClient(client, new PlainSession(client.getInetAddress()));
            } catch (IOException e) {
                // The client has disconnected, or the listener was closed, which ends the loop.
                continue;
            }
        }
    }

    private void serveClient(Socket client, Session session) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            Reply reply = Command.tryParse(line)
                    .map(command -> registry.answer(command, session))
                    .orElseGet(Reply.Declined::new);
            client.getOutputStream()
                    .write(reply.line().map(text -> text + "\r\n").orElse("").getBytes(StandardCharsets.US_ASCII));
            line = reply.endsSession() ? null : lines.readLine();
        }
    }

    private static int port() throws IOException {
        try (InputStream port = EmulatorListener.class.getResourceAsStream(PORT)) {
            return Integer.parseInt(new String(port.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }
}
