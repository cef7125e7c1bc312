// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of a host, at most so many. Safe for use by many threads. */
final class OpenConnections {

    /** Tells a connection to end when the lines that have come are answered. */
    enum Event {
        FINISH
    }

    private final int most;
    private final HostLog log;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean finishing;

    OpenConnections(int most, HostLog log) {
        this.most = most;
        this.log = log;
    }

    /** Takes a connection in until it is closed, or answers false if there is no room for it. */
    boolean admit(Channel connection) {
        if (count.incrementAndGet() > most) {
            log.full(most);
            leave();
            return false;
        }
        open.add(connection);
        connection.closeFuture().addListener(closed -> remove(connection));
        // Whichever of this thread and finish() comes second sees the other.
        return !finishing;
    }

    int count() {
        return count.get();
    }

    /** Tells each connection to finish; completes when none is left. */
    CompletableFuture<Void> finish() {
        finishing = true;
        open.forEach(connection -> connection.pipeline().fireUserEventTriggered(Event.FINISH));
        completeIfNoneIsLeft(count.get());
        return ended;
    }

    private void remove(Channel connection) {
        open.remove(connection);
        leave();
    }

    private void leave() {
        completeIfNoneIsLeft(count.decrementAndGet());
    }

    private void completeIfNoneIsLeft(int left) {
        if (finishing && left == 0) {
            ended.complete(null);
        }
    }
}
