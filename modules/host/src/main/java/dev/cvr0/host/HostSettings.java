// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.settings.SettingsReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * How a host listens, and what it grants its clients. Times are more than nothing and at most a day.
 *
 * @param listen where to accept connections; port 0 lets the system choose one. Default {@code 127.0.0.1:1863}
 * @param maxLineBytes the longest line in bytes, its terminator included, 16 to 65536. Default 1664
 * @param firstLineTimeout how long a new connection may take to send its first line. Default 30 s
 * @param idleTimeout how long a session may be without a complete line, a blank one not counted. Default 60 s
 * @param maxConnections how many connections may be open at once, 1 to 1000000; one more is closed at once. Default
 *     10000
 * @param closeGrace how long the end of a session may take: the client takes in the last answers and closes its own side.
 *     Default 2 s
 * @param drainLimit how many bytes of the client the host reads and drops while it waits, 0 to 16777216. Default 65536
 * @param shutdownGrace how long {@link EmulatorHost#close} waits for sessions to end. Default 5 s
 * @param workers how many handlers that may block run at once, 1 to 4096. Default 16
 * @param workerQueue how many commands may wait for such a handler, 1 to 1000000; one more is answered with
 *     {@code 500 TrID}. Default 256
 * @since 0.1
 */
public record HostSettings(
        InetSocketAddress listen,
        int maxLineBytes,
        Duration firstLineTimeout,
        Duration idleTimeout,
        int maxConnections,
        Duration closeGrace,
        int drainLimit,
        Duration shutdownGrace,
        int workers,
        int workerQueue) {

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range or the address is not resolved; the message names
     *     the value and what was expected
     */
    public HostSettings {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("listen: the host " + listen.getHostString() + " has no address");
        }
        SettingRange.LINE_BYTES.require("maxLineBytes", maxLineBytes);
        SettingRange.CONNECTIONS.require("maxConnections", maxConnections);
        SettingRange.DRAIN.require("drainLimit", drainLimit);
        SettingRange.WORKERS.require("workers", workers);
        SettingRange.QUEUE.require("workerQueue", workerQueue);
        SettingRange.requireTime("firstLineTimeout", firstLineTimeout);
        SettingRange.requireTime("idleTimeout", idleTimeout);
        SettingRange.requireTime("closeGrace", closeGrace);
        SettingRange.requireTime("shutdownGrace", shutdownGrace);
    }

    /**
     * The settings that hold where nothing else is said.
     *
     * @return each value's default
     */
    public static HostSettings defaults() {
        return new HostSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1863),
                1664,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                10_000,
                Duration.ofSeconds(2),
                65_536,
                Duration.ofSeconds(5),
                16,
                256);
    }

    /**
     * Reads the keys {@code cvr0.listen}, {@code cvr0.max-line-bytes}, {@code cvr0.first-line-timeout},
     * {@code cvr0.idle-timeout}, {@code cvr0.max-connections}, {@code cvr0.close-grace}, {@code cvr0.drain-limit},
     * {@code cvr0.shutdown-grace}, {@code cvr0.workers} and {@code cvr0.worker-queue}. A key that is not set has its
     * default; {@code cvr0.listen} is {@code HOST:PORT} or {@code [IPV6]:PORT}. A host name is resolved here.
     *
     * @param reader from which to read; it notes what cannot be used, and the caller reports it
     * @return the settings, with the default in the place of what cannot be used
     */
    public static HostSettings read(SettingsReader reader) {
        return new HostSettingsKeys(reader, defaults()).read();
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
        Objects.requireNonNull(address, "address");
        return new HostSettings(
                address,
                maxLineBytes,
                firstLineTimeout,
                idleTimeout,
                maxConnections,
                closeGrace,
                drainLimit,
                shutdownGrace,
                workers,
                workerQueue);
    }

    /**
     * These settings with another longest line.
     *
     * @param bytes the longest line in bytes, its terminator included
     * @return a copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public HostSettings withMaxLineBytes(int bytes) {
        return new HostSettings(
                listen,
                bytes,
                firstLineTimeout,
                idleTimeout,
                maxConnections,
                closeGrace,
                drainLimit,
                shutdownGrace,
                workers,
                workerQueue);
    }

    /**
     * These settings with other limits on silence.
     *
     * @param firstLine how long the first line may take
     * @param idle how long a session may be without a line
     * @return a copy
     * @throws IllegalArgumentException if a time is out of range
     */
    public HostSettings withTimeouts(Duration firstLine, Duration idle) {
        return new HostSettings(
                listen,
                maxLineBytes,
                firstLine,
                idle,
                maxConnections,
                closeGrace,
                drainLimit,
                shutdownGrace,
                workers,
                workerQueue);
    }

    /**
     * These settings with another number of connections.
     *
     * @param connections how many may be open at once
     * @return a copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public HostSettings withMaxConnections(int connections) {
        return new HostSettings(
                listen,
                maxLineBytes,
                firstLineTimeout,
                idleTimeout,
                connections,
                closeGrace,
                drainLimit,
                shutdownGrace,
                workers,
                workerQueue);
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
        return new HostSettings(
                listen,
                maxLineBytes,
                firstLineTimeout,
                idleTimeout,
                maxConnections,
                grace,
                drainBytes,
                shutdownGrace,
                workers,
                workerQueue);
    }

    /**
     * These settings with another limit on the end of the host.
     *
     * @param grace how long {@link EmulatorHost#close} waits for sessions to end
     * @return a copy
     * @throws IllegalArgumentException if the time is out of range
     */
    public HostSettings withShutdownGrace(Duration grace) {
        return new HostSettings(
                listen,
                maxLineBytes,
                firstLineTimeout,
                idleTimeout,
                maxConnections,
                closeGrace,
                drainLimit,
                grace,
                workers,
                workerQueue);
    }

    /**
     * These settings with other limits on handlers that may block.
     *
     * @param running how many may run at once
     * @param waiting how many commands may wait for them
     * @return a copy
     * @throws IllegalArgumentException if a number is out of range
     */
    public HostSettings withWorkers(int running, int waiting) {
        return new HostSettings(
                listen,
                maxLineBytes,
                firstLineTimeout,
                idleTimeout,
                maxConnections,
                closeGrace,
                drainLimit,
                shutdownGrace,
                running,
                waiting);
    }
}
