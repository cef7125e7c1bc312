// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.settings.AddressBlock;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a host. {@link #TABLE} documents each key with its default and range.
 *
 * <pre>{@code
 * SettingsReader reader = new SettingsReader(SettingSource.of(Map.of("cvr0.idle-timeout", "5m")));
 * HostSettings settings = HostSettings.read(reader);
 * reader.throwIfInvalid();
 * }</pre>
 *
 * @param listen the address on which the host accepts connections; port 0 lets the system choose a port
 * @param maxConnections the maximum number of open connections; further connections are closed immediately
 * @param eventLoops the number of event loops, each with a thread
 * @param reading the limits of lines
 * @param closing the limits at the end of a session and of the host
 * @param clients the limits of one client
 * @since 0.1
 */
public record HostSettings(
        InetSocketAddress listen,
        int maxConnections,
        int eventLoops,
        ReadSettings reading,
        CloseSettings closing,
        ClientSettings clients) {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1863);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String NO_ADDRESSES = "none";
    private static final String LOOPBACK_BLOCKS = "127.0.0.0/8, ::1";

    /** The setting of {@link #listen}. */
    public static final Setting<InetSocketAddress> LISTEN = Setting.of(
            "cvr0.listen",
            LOOPBACK,
            ListenAddress.format(LOOPBACK),
            "HOST:PORT or [IPV6]:PORT, the port from 0 to 65535 (0.0.0.0 listens on every address)",
            ListenAddress::tryParse,
            Band.ESSENTIAL,
            "The address on which the server listens. 0.0.0.0:1863 is every IPv4 address of the machine; port 0 is any"
                    + " free port.");

    static final Setting<Integer> MAX_CONNECTIONS = Setting.number(
            "cvr0.max-connections",
            10_000,
            1,
            1_000_000,
            Band.FREQUENT,
            "The maximum number of open connections. Further connections are closed immediately.");
    static final Setting<Integer> EVENT_LOOPS = Setting.number(
            "cvr0.event-loops",
            1,
            1,
            64,
            Band.RARE,
            "The number of event loops, each with a thread. On Linux, several event loops have separate listening sockets.");
    static final Setting<Integer> MAX_LINE_BYTES = Setting.number(
            "cvr0.max-line-bytes",
            1664,
            16,
            65_536,
            Band.RARE,
            "The maximum length of a line in bytes, including its terminator. A longer line ends the session.");
    static final Setting<Duration> FIRST_LINE_TIMEOUT = Setting.duration(
            "cvr0.first-line-timeout",
            Duration.ofSeconds(30),
            DAY,
            Band.RARE,
            "The time limit for the first line of a connection.");
    static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
            "cvr0.idle-timeout",
            Duration.ofSeconds(60),
            DAY,
            Band.FREQUENT,
            "The time limit for each further line of a session. Blank lines do not count.");
    static final Setting<Duration> CLOSE_GRACE = Setting.duration(
            "cvr0.close-grace",
            Duration.ofSeconds(2),
            DAY,
            Band.RARE,
            "The time limit for a client to close its side after the session has ended.");
    static final Setting<Integer> DRAIN_LIMIT = Setting.number(
            "cvr0.drain-limit",
            65_536,
            0,
            16_777_216,
            Band.RARE,
            "The maximum number of bytes to discard while the server waits for a client to close its side.");
    static final Setting<Duration> SHUTDOWN_GRACE = Setting.duration(
            "cvr0.shutdown-grace",
            Duration.ofSeconds(5),
            DAY,
            Band.RARE,
            "The time limit for sessions to end during a shutdown. Connections that are still open are then closed.");

    static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS = Setting.number(
            "cvr0.max-connections-per-address",
            256,
            1,
            1_000_000,
            Band.FREQUENT,
            "The maximum number of open connections from one IPv4 address or one IPv6 /64 prefix. Further connections are"
                    + " closed immediately. Does not apply to trusted addresses.");
    static final Setting<List<AddressBlock>> TRUSTED_ADDRESSES = Setting.of(
            "cvr0.trusted-addresses",
            parseBlocks(LOOPBACK_BLOCKS).orElseThrow(),
            LOOPBACK_BLOCKS,
            "none, or IP addresses and blocks such as 10.0.0.0/8 without bits after the prefix, separated by commas",
            HostSettings::parseBlocks,
            Band.FREQUENT,
            "The addresses from which any number of connections is accepted, such as proxies. If all clients seem to come"
                    + " from one address, add it.");
    static final Setting<Duration> MAX_SESSION_DURATION = Setting.duration(
            "cvr0.max-session-duration",
            Duration.ofMinutes(5),
            DAY,
            Band.RARE,
            "The time after which a session ends. A pending answer is sent first.");
    static final Setting<Integer> MAX_SESSION_REQUESTS = Setting.number(
            "cvr0.max-session-requests",
            1000,
            1,
            1_000_000_000,
            Band.RARE,
            "The maximum number of lines in a session, including blank lines. A further line ends the session.");

    /** The declarations of all settings of a host. */
    public static final SettingsTable TABLE = SettingsTable.of(
            LISTEN,
            MAX_CONNECTIONS,
            EVENT_LOOPS,
            MAX_LINE_BYTES,
            FIRST_LINE_TIMEOUT,
            IDLE_TIMEOUT,
            CLOSE_GRACE,
            DRAIN_LIMIT,
            SHUTDOWN_GRACE,
            MAX_CONNECTIONS_PER_ADDRESS,
            TRUSTED_ADDRESSES,
            MAX_SESSION_DURATION,
            MAX_SESSION_REQUESTS);

    private static final HostSettings DEFAULTS = read(new SettingsReader(SettingSource.EMPTY));

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of range or the address is not resolved; the message names the
     *     key and the expected form
     */
    public HostSettings {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(
                    LISTEN + ": cannot resolve the host name " + listen.getHostString() + "; use an IP address");
        }
        validate(MAX_CONNECTIONS, maxConnections);
        validate(EVENT_LOOPS, eventLoops);
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(closing, "closing");
        Objects.requireNonNull(clients, "clients");
    }

    /** {@return the defaults} */
    public static HostSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Reads every setting. A host name in {@code cvr0.listen} is resolved here.
     *
     * @param reader the reader, which records invalid values; the caller reports them
     * @return the settings, with the default for each key that is not set or invalid
     */
    public static HostSettings read(SettingsReader reader) {
        return new HostSettings(
                readListen(reader),
                reader.read(MAX_CONNECTIONS),
                reader.read(EVENT_LOOPS),
                new ReadSettings(
                        reader.read(MAX_LINE_BYTES), reader.read(FIRST_LINE_TIMEOUT), reader.read(IDLE_TIMEOUT)),
                new CloseSettings(reader.read(CLOSE_GRACE), reader.read(DRAIN_LIMIT), reader.read(SHUTDOWN_GRACE)),
                new ClientSettings(
                        reader.read(MAX_CONNECTIONS_PER_ADDRESS),
                        reader.read(TRUSTED_ADDRESSES),
                        reader.read(MAX_SESSION_DURATION),
                        reader.read(MAX_SESSION_REQUESTS)));
    }

    /**
     * Returns these settings with another port.
     *
     * @param port 0 to 65535; 0 lets the system choose a port
     * @return a copy
     * @throws IllegalArgumentException if the port is out of range
     */
    public HostSettings withPort(int port) {
        InetSocketAddress address = new InetSocketAddress(listen.getAddress(), port);
        return new HostSettings(address, maxConnections, eventLoops, reading, closing, clients);
    }

    // Ranges are declared for texts, so the value is converted to text and parsed.
    static void validate(Setting<?> setting, Object value) {
        if (setting.tryParse(value.toString()).isEmpty()) {
            throw new IllegalArgumentException(setting + ": " + value + " is invalid; use " + setting.expected());
        }
    }

    private static Optional<List<AddressBlock>> parseBlocks(String text) {
        if (text.equals(NO_ADDRESSES)) {
            return Optional.of(List.of());
        }
        List<Optional<AddressBlock>> blocks = Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> AddressBlock.tryParse(word).filter(AddressBlock::isCanonical))
                .toList();
        return blocks.stream().allMatch(Optional::isPresent)
                ? Optional.of(blocks.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static InetSocketAddress readListen(SettingsReader reader) {
        InetSocketAddress address = reader.read(LISTEN);
        if (address.isUnresolved()) {
            reader.add(LISTEN + ": cannot resolve the host name in " + LogSafeText.quote(ListenAddress.format(address))
                    + "; correct it or use an IP address");
            return LISTEN.defaultValue();
        }
        return address;
    }
}
