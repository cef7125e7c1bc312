// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The open sessions of a host. Counts them in total and by address, enforces their time limits, and ends them at shutdown.
 * Thread-safe.
 */
final class Sessions {

    private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final int max;
    private final AddressLimit addresses;
    private final LongSupplier nanoClock;
    private final HostLog log;
    private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
    private final Map<EventLoop, Backlog> backlogs = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean finishing;

    Sessions(HostSettings settings, LongSupplier nanoClock, HostLog log) {
        this.max = settings.maxConnections();
        this.addresses = new AddressLimit(settings.clients());
        this.nanoClock = nanoClock;
        this.log = log;
    }

    /** Counts a connection before its session is added. Returns false if it must be closed instead. */
    boolean accept(InetAddress client) {
        if (!addresses.acquire(client)) {
            addresses.release(client);
            log.addressLimitReached(client);
            return false;
        }
        return true;
    }

    /** Adds a session. Returns false if it must be closed because too many are open or the host is shutting down. */
    boolean add(ClientSession session) {
        if (count.incrementAndGet() > max) {
            addresses.release(session.client());
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
            addresses.release(session.client());
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

    Object turnKey(ClientSession session) {
        return addresses.turnKey(session);
    }

    Backlog backlog(EventLoop loop) {
        return backlogs.computeIfAbsent(loop, Backlog::new);
    }

    /** Schedules the search for expired sessions: once per second, or more often if a limit is shorter. */
    void scheduleSweep(EventExecutor loop, HostSettings settings) {
        long interval = Stream.of(
                        MAX_SWEEP_INTERVAL,
                        settings.reading().firstLineTimeout(),
                        settings.reading().idleTimeout(),
                        settings.closing().closeGrace(),
                        settings.clients().maxSessionDuration())
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
