// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A running relay in front of an emulator. It passes each session through, replaces the emulator's answers to {@code CVR} by
 * the advice of the policy, and answers {@code CVQ} itself. The code that starts a relay closes it. Thread-safe.
 *
 * <p>The limits of the host apply to each listener: connections, connections of one address, the first line. Once the emulator
 * has answered VER, a session has no time limit.
 *
 * @see RelaySettings
 * @since 0.1
 */
public final class Relay implements AutoCloseable {

    private final List<EmulatorHost> listeners = new ArrayList<>();
    private final RelayCounters counters = new RelayCounters();
    private final RelayLog log = new RelayLog();
    private final Transfers transfers = new Transfers(counters, log);

    private boolean closed;

    private Relay() {}

    /**
     * Starts a relay.
     *
     * @param settings the emulator
     * @param host the address and the limits
     * @param plugin the handlers of VER, CVQ and CVR; without dialects, so that they select CVR0. Frozen when the relay listens
     * @param versions decides about clients
     * @return the relay, listening
     * @throws dev.cvr0.host.HostStartException if the relay cannot listen on an address
     */
    public static Relay start(
            RelaySettings settings, HostSettings host, HandlerRegistry plugin, VersionService versions) {
        Relay relay = new Relay();
        RelayContext context = new RelayContext(
                settings,
                settings.upstream(),
                plugin,
                AwaySessions.registry(plugin, versions, false),
                AwaySessions.registry(plugin, versions, true),
                versions,
                relay.transfers,
                relay.counters,
                relay.log);
        try {
            relay.listen(context, host);
            settings.transfers().forEach(rule -> relay.add(rule, context, host));
            return relay;
        } catch (RuntimeException e) {
            relay.close();
            throw e;
        }
    }

    private void add(TransferRule rule, RelayContext context, HostSettings host) {
        Optional<EmulatorHost> existing = listeners.stream()
                .filter(listener -> listener.port() == rule.port())
                .findFirst();
        EmulatorHost listener =
                existing.orElseGet(() -> listen(context.withUpstream(rule.upstream()), host.withPort(rule.port())));
        transfers.add(rule.named(), rule.host() + ":" + listener.port());
    }

    private EmulatorHost listen(RelayContext context, HostSettings host) {
        EmulatorHost listener = EmulatorHost.start(host, context.plugin(), context);
        listeners.add(listener);
        log.relaying(listener.address(), context.upstream());
        return listener;
    }

    /** {@return the address on which the relay listens, with the actual port} */
    public InetSocketAddress address() {
        return listeners.get(0).address();
    }

    /** Returns {@link #address}, then the listeners of {@link RelaySettings#transfers} in their order. */
    List<InetSocketAddress> addresses() {
        return listeners.stream().map(EmulatorHost::address).toList();
    }

    /** {@return the number of open connections of clients} */
    public int connections() {
        return listeners.stream().mapToInt(EmulatorHost::connections).sum();
    }

    /**
     * Returns the number of rejected connections and ended sessions since the start.
     *
     * @return the count of each limit over all listeners, see {@link EmulatorHost#rejections}. Not updated later
     */
    public Map<String, Long> rejections() {
        Map<String, Long> sums = new TreeMap<>();
        listeners.forEach(
                listener -> listener.rejections().forEach((limit, count) -> sums.merge(limit, count, Long::sum)));
        return sums;
    }

    /**
     * Returns the number of events since the start.
     *
     * @return the count of each event. Unmodifiable, and not updated later
     */
    public Map<RelayEvent, Long> events() {
        return counters.counts();
    }

    RelayCounters counters() {
        return counters;
    }

    /**
     * Stops accepting connections, waits for pending answers, passes on the received bytes, and ends each session, within
     * the shutdown grace. Repeated calls have no effect.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            listeners.parallelStream().forEach(EmulatorHost::close);
            log.stopped(counters);
        }
    }
}
