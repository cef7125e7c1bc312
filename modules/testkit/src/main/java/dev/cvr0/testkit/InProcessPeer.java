// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A host without a socket: it splits bytes into commands as a host does, calls the handler under test on the sending
 * thread, and waits for the reply before the next line. Transcripts play against it without network delays.
 *
 * <p>Blank lines are ignored. An invalid command, a line of more than 1664 bytes, and a declined command close the
 * connection without an answer. An exception of the handler is answered by 500.
 *
 * @since 0.1
 */
public final class InProcessPeer implements Peer {

    private final BiFunction<Command, Session, CompletionStage<Reply>> handler;
    private final Supplier<Session> sessions;

    /**
     * Creates a host with its own kind of session.
     *
     * @param handler handles the commands
     * @param sessions creates the session of each connection
     */
    public InProcessPeer(BiFunction<Command, Session, CompletionStage<Reply>> handler, Supplier<Session> sessions) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
    }

    /**
     * Creates a host with plain sessions.
     *
     * @param handler handles the commands
     */
    public InProcessPeer(BiFunction<Command, Session, CompletionStage<Reply>> handler) {
        this(handler, () -> new PlainSession(InetAddress.getLoopbackAddress()));
    }

    /**
     * Creates a host with plain sessions and the handlers of a registry, including those registered later.
     *
     * @param registry the registry
     */
    public InProcessPeer(RecordingRegistry registry) {
        this(registry::handle);
    }

    @Override
    public Connection connect() {
        return new InProcessConnection(handler, sessions.get());
    }
}
