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

/** The transport of the emulator: one client at a time, on the port that stands in the resource {@value #PORT}. */
@ApplicationScoped
public class Doorman {

    /** The resource with the port, beside this class. */
    public static final String PORT = "port.txt";

    private final Deque<ServerSocket> doors = new ArrayDeque<>();

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Inject
    private Switchboard switchboard;

    void open(@Observes Startup event) throws IOException {
        ServerSocket door = new ServerSocket(port(), 50, InetAddress.getLoopbackAddress());
        doors.push(door);
        threads.newThread(() -> serve(door)).start();
    }

    void close(@Observes Shutdown event) throws IOException {
        while (!doors.isEmpty()) {
            doors.pop().close();
        }
    }

    private void serve(ServerSocket door) {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                talk(client, new PlainSession(client.getInetAddress()));
            } catch (IOException e) {
                // The client is gone, or the door was closed, which the loop sees.
                continue;
            }
        }
    }

    private void talk(Socket client, Session session) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            Reply reply = Command.tryParse(line)
                    .map(command -> switchboard.answer(command, session))
                    .orElseGet(Reply.Declined::new);
            client.getOutputStream()
                    .write(reply.line().map(text -> text + "\r\n").orElse("").getBytes(StandardCharsets.US_ASCII));
            line = reply.endsSession() ? null : lines.readLine();
        }
    }

    private static int port() throws IOException {
        try (InputStream port = Doorman.class.getResourceAsStream(PORT)) {
            return Integer.parseInt(new String(port.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }
}
