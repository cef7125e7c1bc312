// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.host.HostSettings;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.settings.AddressBlock;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of a relay. {@link #TABLE} documents each key with its default and range.
 *
 * @param upstream the emulator behind {@code cvr0.listen}
 * @param upstreamTimeout the time limit for the emulator to accept a connection and to answer VER
 * @param proxyFrom the addresses from which a PROXY header is accepted; copied
 * @param proxyProtocol the PROXY header for the emulator
 * @param transfers the addresses to replace in {@code XFR}; copied
 * @since 0.1
 */
public record RelaySettings(
        InetSocketAddress upstream,
        Duration upstreamTimeout,
        List<AddressBlock> proxyFrom,
        ProxyProtocol proxyProtocol,
        List<TransferRule> transfers) {

    /** The setting of {@link #upstream}. */
    public static final Setting<Optional<InetSocketAddress>> UPSTREAM = Setting.optional(
            "cvr0.upstream",
            "HOST:PORT or [IPV6]:PORT of the emulator",
            ListenAddress::tryParse,
            Band.ESSENTIAL,
            "The emulator for which the server is a relay. If not set, the server is not a relay.");

    /** The setting of {@link #proxyFrom}. */
    public static final Setting<List<AddressBlock>> PROXY_FROM = Setting.list(
            "cvr0.proxy-from",
            "IP addresses and blocks such as 10.0.0.0/8 without bits after the prefix, separated by commas or spaces",
            word -> AddressBlock.tryParse(word).filter(AddressBlock::isCanonical),
            Band.FREQUENT,
            "The proxies whose PROXY header (version 1 or 2) tells the address of the client. A header from any other"
                    + " address closes the connection.");

    /** The setting of {@link #proxyProtocol}. */
    public static final Setting<ProxyProtocol> PROXY_PROTOCOL = Setting.choice(
            "cvr0.proxy-protocol",
            ProxyProtocol.NONE,
            Band.RARE,
            "The PROXY header with which the relay tells the emulator the address of the client. The emulator must expect"
                    + " it.");

    static final Setting<Duration> UPSTREAM_TIMEOUT = Setting.duration(
            "cvr0.upstream-timeout",
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Band.RARE,
            "The time limit for the emulator to accept a connection and to answer VER. After it, the relay answers VER and"
                    + " CVR itself and refuses the sign-in with 601.");
    static final Setting<List<TransferRule>> TRANSFERS = Setting.list(
            "cvr0.xfr",
            TransferRule.FORM + ", separated by commas or spaces",
            TransferRule::tryParse,
            Band.FREQUENT,
            "The addresses that the emulator names in XFR, and the address of the relay that clients get instead. The relay"
                    + " also listens on that port and connects from there to UPSTREAM, by default EMULATOR. Port 0 is any"
                    + " free port.");

    /** The declarations of all settings of a relay. */
    public static final SettingsTable TABLE =
            SettingsTable.of(UPSTREAM, UPSTREAM_TIMEOUT, PROXY_FROM, PROXY_PROTOCOL, TRANSFERS);

    /** Copies the lists. */
    public RelaySettings {
        Objects.requireNonNull(upstream, "upstream");
        Objects.requireNonNull(upstreamTimeout, "upstreamTimeout");
        proxyFrom = List.copyOf(proxyFrom);
        Objects.requireNonNull(proxyProtocol, "proxyProtocol");
        transfers = List.copyOf(transfers);
    }

    /**
     * Reads every setting. Host names are resolved here.
     *
     * @param reader the reader, which records invalid values; the caller reports them
     * @param listen the address of the relay
     * @return the settings; empty without {@code cvr0.upstream}
     */
    public static Optional<RelaySettings> read(SettingsReader reader, InetSocketAddress listen) {
        Optional<InetSocketAddress> upstream = reader.read(UPSTREAM);
        List<AddressBlock> proxyFrom = reader.read(PROXY_FROM);
        ProxyProtocol proxyProtocol = reader.read(PROXY_PROTOCOL);
        List<TransferRule> transfers = reader.read(TRANSFERS);
        Duration timeout = reader.read(UPSTREAM_TIMEOUT);
        if (upstream.isEmpty()) {
            requireUpstream(reader, PROXY_FROM, !proxyFrom.isEmpty());
            requireUpstream(reader, PROXY_PROTOCOL, proxyProtocol != ProxyProtocol.NONE);
            requireUpstream(reader, TRANSFERS, !transfers.isEmpty());
            return Optional.empty();
        }
        validate(reader, UPSTREAM, upstream.get(), listen);
        transfers.forEach(rule ->
                validate(reader, TRANSFERS, rule.upstream(), new InetSocketAddress(listen.getAddress(), rule.port())));
        validatePorts(reader, transfers);
        return Optional.of(new RelaySettings(upstream.get(), timeout, proxyFrom, proxyProtocol, transfers));
    }

    private static void requireUpstream(SettingsReader reader, Setting<?> setting, boolean set) {
        if (set) {
            reader.add(setting + ": needs " + UPSTREAM + "; set it to the address of the emulator");
        }
    }

    private static void validate(
            SettingsReader reader, Setting<?> setting, InetSocketAddress upstream, InetSocketAddress listen) {
        if (upstream.isUnresolved()) {
            reader.add(setting + ": cannot resolve the host name in "
                    + LogSafeText.quote(ListenAddress.format(upstream)) + "; correct it or use an IP address");
        } else if (upstream.getPort() == 0 || upstream.equals(listen)) {
            reader.add(setting + ": " + ListenAddress.format(upstream) + " is not the address of an emulator, because "
                    + (upstream.getPort() == 0 ? "port 0 cannot be connected to" : "the relay listens there")
                    + "; correct it or " + HostSettings.LISTEN);
        }
    }

    private static void validatePorts(SettingsReader reader, List<TransferRule> transfers) {
        Map<Integer, List<InetSocketAddress>> byPort = transfers.stream()
                .filter(rule -> rule.port() != 0)
                .collect(Collectors.groupingBy(
                        TransferRule::port, Collectors.mapping(TransferRule::upstream, Collectors.toList())));
        byPort.forEach((port, upstreams) -> {
            if (upstreams.stream().distinct().count() > 1) {
                reader.add(TRANSFERS + ": port " + port + " has several upstreams: use a port for each");
            }
        });
    }
}
