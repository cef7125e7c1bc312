// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.settings.SettingsReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * How a host listens, and what it grants its clients.
 *
 * @param listen {@code cvr0.listen}: where to accept connections; port 0 lets the system choose one. Default
 *     {@code 127.0.0.1:1863}
 * @param maxConnections {@code cvr0.max-connections}: how many connections may be open at once, 1 to 1000000; one more
 *     is closed at once. Default 10000
 * @param lines what is granted to a client that speaks
 * @param end what is granted at the end
 * @param workers what is spent on handlers that may block
 * @since 0.1
 */
public record HostSettings(
        InetSocketAddress listen, int maxConnections, LineLimits lines, EndLimits end, WorkerLimits workers) {

    private static final HostSettings DEFAULTS = new HostSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1863),
            10_000,
            LineLimits.DEFAULTS,
            EndLimits.DEFAULTS,
            WorkerLimits.DEFAULTS);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if the number is out of its range or the address is not resolved; the message
     *     names the value and what was expected
     */
    public HostSettings {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("listen: the host " + listen.getHostString() + " has no address");
        }
        SettingRange.CONNECTIONS.require("maxConnections", maxConnections);
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(workers, "workers");
    }

    /**
     * The settings that hold where nothing else is said.
     *
     * @return each value's default
     */
    public static HostSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Reads every key. {@code cvr0.listen} is {@code HOST:PORT} or {@code [IPV6]:PORT}; a host name is resolved here.
     *
     * @param reader from which to read; it notes what cannot be used, and the caller reports it
     * @return the settings, with the default in the place of what is not set or cannot be used
     */
    public static HostSettings read(SettingsReader reader) {
        return new HostSettingsKeys(reader).read();
    }

    /**
     * These settings on another port of the same address.
     *
     * @param port 0 to 65535; 0 lets the system choose
     * @return a copy
     * @throws IllegalArgumentException if the port is out of range
     */
    public HostSettings onPort(int port) {
        return on(new InetSocketAddress(listen.getAddress(), port));
    }

    /**
     * These settings on another address.
     *
     * @param address where to listen, resolved
     * @return a copy
     * @throws IllegalArgumentException if the address is not resolved
     */
    public HostSettings on(InetSocketAddress address) {
        return new HostSettings(address, maxConnections, lines, end, workers);
    }

    /**
     * These settings with another number of connections.
     *
     * @param connections how many may be open at once
     * @return a copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public HostSettings withMaxConnections(int connections) {
        return new HostSettings(listen, connections, lines, end, workers);
    }

    /**
     * These settings with another longest line.
     *
     * @param bytes the longest line in bytes, its terminator included
     * @return a copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public HostSettings withMaxLineBytes(int bytes) {
        return with(new LineLimits(bytes, lines.firstTimeout(), lines.idleTimeout()));
    }

    /**
     * These settings with other limits on silence.
     *
     * @param first how long the first line may take
     * @param idle how long a session may be without a line
     * @return a copy
     * @throws IllegalArgumentException if a time is out of range
     */
    public HostSettings withTimeouts(Duration first, Duration idle) {
        return with(new LineLimits(lines.maxBytes(), first, idle));
    }

    /**
     * These settings with other limits on the end of a session.
     *
     * @param grace how long to wait for the client to close
     * @param drainBytes how many of its bytes to drop meanwhile
     * @return a copy
     * @throws IllegalArgumentException if a value is out of range
     */
    public HostSettings withClose(Duration grace, int drainBytes) {
        return with(new EndLimits(grace, drainBytes, end.shutdownGrace()));
    }

    /**
     * These settings with another limit on the end of the host.
     *
     * @param grace how long {@link EmulatorHost#close} waits for sessions to end
     * @return a copy
     * @throws IllegalArgumentException if the time is out of range
     */
    public HostSettings withShutdownGrace(Duration grace) {
        return with(new EndLimits(end.closeGrace(), end.drainBytes(), grace));
    }

    /**
     * These settings with other limits on handlers that may block.
     *
     * @param threads how many may run at once
     * @param queue how many commands may wait for them
     * @return a copy
     * @throws IllegalArgumentException if a number is out of range
     */
    public HostSettings withWorkers(int threads, int queue) {
        return new HostSettings(listen, maxConnections, lines, end, new WorkerLimits(threads, queue));
    }

    private HostSettings with(LineLimits limits) {
        return new HostSettings(listen, maxConnections, limits, end, workers);
    }

    private HostSettings with(EndLimits limits) {
        return new HostSettings(listen, maxConnections, lines, limits, workers);
    }
}
