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
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A host without a socket: it does with bytes what a host does, and hands the commands to what is under test, on the
 * thread that sends them. Transcripts pass against it in no time, since it never waits.
 *
 * <p>Blank lines are ignored. A line that is no command, a line of more than 1664 bytes, and a command that is declined
 * close the connection without an answer. What a handler throws is answered by 500.
 *
 * @since 0.1
 */
public final class InProcessPeer implements Peer {

    private final BiFunction<Command, Session, Reply> handler;
    private final Supplier<Session> sessions;

    /**
     * A host of its own kind.
     *
     * @param handler what commands are handed to
     * @param sessions makes the session of each connection
     */
    public InProcessPeer(BiFunction<Command, Session, Reply> handler, Supplier<Session> sessions) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
    }

    /**
     * A host with plain sessions.
     *
     * @param handler what commands are handed to
     */
    public InProcessPeer(BiFunction<Command, Session, Reply> handler) {
        this(handler, () -> new PlainSession(InetAddress.getLoopbackAddress()));
    }

    /**
     * A host with plain sessions and the handlers of a registry, those that join later included.
     *
     * @param registry where the handlers are
     */
    public InProcessPeer(RecordingRegistry registry) {
        this(registry::handle);
    }

    @Override
    public Connection connect() {
        return new InProcessConnection(handler, sessions.get());
    }
}
