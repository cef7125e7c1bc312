// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.settings.Setting;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open connections of a host. Counts them in total and by address, enforces their time limits, and ends them at shutdown.
 * Thread-safe.
 */
final class Sessions {

    private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final int max;
    private final AddressLimit addresses;
    private final LongSupplier nanoClock;
    private final HostLog log;
    private final Map<String, LongAdder> rejections = Stream.of(
                    HostSettings.MAX_CONNECTIONS,
                    HostSettings.MAX_CONNECTIONS_PER_ADDRESS,
                    HostSettings.MAX_LINE_BYTES,
                    HostSettings.MAX_SESSION_DURATION,
                    HostSettings.MAX_SESSION_REQUESTS)
            .collect(Collectors.toUnmodifiableMap(Setting::key, limit -> new LongAdder()));
    private final Map<Channel, HostConnection> open = new ConcurrentHashMap<>();
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
            countRejection(HostSettings.MAX_CONNECTIONS_PER_ADDRESS);
            log.addressLimitReached(client);
            return false;
        }
        return true;
    }

    /** Counts an open connection for another address. Returns false, and counts it as before, if that has too many. */
    boolean recount(InetAddress from, InetAddress to) {
        boolean accepted = accept(to);
        if (accepted) {
            addresses.release(from);
        }
        return accepted;
    }

    /**
     * Adds a connection, or replaces the one of the same channel. Returns false if it must be closed because too many are open
     * or the host is shutting down.
     */
    boolean add(HostConnection connection) {
        HostConnection replaced = open.put(connection.channel(), connection);
        if (replaced == null && count.incrementAndGet() > max) {
            remove(connection);
            countRejection(HostSettings.MAX_CONNECTIONS);
            log.connectionLimitReached(max);
            return false;
        }
        // Either this thread sees the flag, or finish() sees the connection.
        if (replaced != null && finishing) {
            connection.finish();
        }
        return replaced != null || !finishing;
    }

    /** Removes a connection; does nothing if it was not added or has been replaced. */
    void remove(HostConnection connection) {
        if (open.remove(connection.channel(), connection)) {
            addresses.release(connection.client());
            release();
        }
    }

    int count() {
        return count.get();
    }

    /** Counts a connection or session that a limit has ended. */
    void countRejection(Setting<?> limit) {
        rejections.getOrDefault(limit.key(), new LongAdder()).increment();
    }

    /** Returns the number of rejections by the key of the limit. */
    Map<String, Long> rejections() {
        return rejections.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, count -> count.getValue().sum()));
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

    /** Ends each connection once its received lines are answered. Completes when no session is open. */
    CompletableFuture<Void> finish() {
        finishing = true;
        open.values().forEach(HostConnection::finish);
        completeIfEmpty(count.get());
        return ended;
    }

    private void sweep() {
        long now = now();
        for (HostConnection connection : open.values()) {
            connection.expireIfDue(now);
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
