// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of one event loop that have used up their share of lines. The clients take turns, and so do the sessions of one
 * client. After one millisecond, the backlog pauses for one: the operating system delays threads that use the processor
 * all the time. Runs on the event loop.
 */
final class Backlog {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LINES_AHEAD = 8;

    private final EventLoop loop;
    // The next client is the first one.
    private final Map<Object, Queue<ClientSession>> waiting = new LinkedHashMap<>();
    private final Map<Object, Integer> ahead = new HashMap<>();
    private boolean scheduled;

    Backlog(EventLoop loop) {
        this.loop = loop;
    }

    void add(Object client, ClientSession session) {
        waiting.computeIfAbsent(client, first -> new ArrayDeque<>()).add(session);
        schedule();
    }

    /** Returns whether a line may be handled at once: some of each client until the loop has served all channels. */
    boolean goesAhead(Object client) {
        if (waiting.containsKey(client)) {
            return false;
        }
        if (ahead.isEmpty()) {
            loop.execute(ahead::clear);
        }
        return ahead.merge(client, 1, Integer::sum) <= LINES_AHEAD;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            var unused = loop.schedule(this::run, 1, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        long start = System.nanoTime();
        while (!waiting.isEmpty() && System.nanoTime() - start < SLICE_NANOS) {
            Object client = waiting.keySet().iterator().next();
            Queue<ClientSession> sessions = Objects.requireNonNull(waiting.remove(client));
            ClientSession next = sessions.remove();
            if (!sessions.isEmpty()) {
                waiting.put(client, sessions);
            }
            next.takeTurn();
        }
        scheduled = false;
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
