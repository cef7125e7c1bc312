// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The open sessions of a host. Counts them, enforces their time limits, and ends them at shutdown. Thread-safe. */
final class Sessions {

    private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final int max;
    private final LongSupplier nanoClock;
    private final HostLog log;
    private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean finishing;

    Sessions(int max, LongSupplier nanoClock, HostLog log) {
        this.max = max;
        this.nanoClock = nanoClock;
        this.log = log;
    }

    /** Adds a session. Returns false if it must be closed because too many are open or the host is shutting down. */
    boolean add(ClientSession session) {
        if (count.incrementAndGet() > max) {
            release();
            log.connectionLimitReached(max);
            return false;
        }
        open.add(session);
        // Either this thread sees the flag, or finish() sees the session.
        return !finishing;
    }

    /** Removes a session; does nothing if it was not added. */
    void remove(ClientSession session) {
        if (open.remove(session)) {
            release();
        }
    }

    int count() {
        return count.get();
    }

    /** Returns the time in nanoseconds from an arbitrary origin. */
    long now() {
        return nanoClock.getAsLong();
    }

    /** Schedules the search for expired sessions: once per second, or more often if a limit is shorter. */
    void scheduleSweep(EventExecutor loop, HostSettings settings) {
        long interval = Stream.of(
                        MAX_SWEEP_INTERVAL,
                        settings.reading().firstLineTimeout(),
                        settings.reading().idleTimeout(),
                        settings.closing().closeGrace())
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .toNanos();
        var unused = loop.scheduleWithFixedDelay(this::sweep, interval, interval, TimeUnit.NANOSECONDS);
    }

    /** Ends each session once its received lines are answered. Completes when no session is open. */
    CompletableFuture<Void> finish() {
        finishing = true;
        open.forEach(ClientSession::finish);
        completeIfEmpty(count.get());
        return ended;
    }

    private void sweep() {
        long now = now();
        for (ClientSession session : open) {
            session.expireIfDue(now);
        }
    }

    private void release() {
        completeIfEmpty(count.decrementAndGet());
    }

    private void completeIfEmpty(int left) {
        if (finishing && left == 0) {
            ended.complete(null);
        }
    }
}
