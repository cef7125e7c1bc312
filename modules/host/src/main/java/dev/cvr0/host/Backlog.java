// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of one event loop that have used up their share of lines. They take turns for one millisecond, then pause for
 * one: the operating system delays threads that use the processor all the time. Runs on the event loop.
 */
final class Backlog {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final Queue<ClientSession> waiting = new ArrayDeque<>();
    private boolean scheduled;

    Backlog(EventLoop loop) {
        this.loop = loop;
    }

    void add(ClientSession session) {
        waiting.add(session);
        schedule();
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
            waiting.remove().takeTurn();
        }
        scheduled = false;
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
