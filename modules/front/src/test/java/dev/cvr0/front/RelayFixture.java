// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.Endpoint;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostFixture;
import dev.cvr0.host.HostSettings;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A relay in front of a scripted emulator. Closing it checks that no connection is left. */
final class RelayFixture implements AutoCloseable {

    /** The addresses in XFR that {@link #withTransfers} replaces. */
    static final String FIRST = "10.0.0.1:1863";

    static final String SECOND = "10.0.0.2:1863";

    private final FakeEmulator emulator;
    private final Relay relay;
    private final Policies policies;

    private RelayFixture(FakeEmulator emulator, Relay relay, Policies policies) {
        this.emulator = emulator;
        this.relay = relay;
        this.policies = policies;
    }

    static RelayFixture start(Policies policies) {
        return start(policies, Map.of());
    }

    static RelayFixture start(Policies policies, Map<String, String> settings) {
        return start(policies, new FakeEmulator(), settings);
    }

    static RelayFixture start(Policies policies, FakeEmulator emulator, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // After an error, the relay waits for the client to close, and the clients of the tests wait for the relay.
        all.putIfAbsent("cvr0.close-grace", "100ms");
        Relay relay = start(emulator.address(), all, policies.registry(), policies.versions());
        return new RelayFixture(emulator, relay, policies);
    }

    /** Starts a relay with settings by key. */
    static Relay start(
            InetSocketAddress emulator,
            Map<String, String> settings,
            HandlerRegistry registry,
            VersionService versions) {
        Map<String, String> all = new HashMap<>(Map.of("cvr0.upstream", ListenAddress.format(emulator)));
        all.putAll(settings);
        SettingsReader reader =
                HostFixture.reader(SettingsTable.join(List.of(HostSettings.TABLE, RelaySettings.TABLE)), all);
        HostSettings host = HostSettings.read(reader);
        RelaySettings relay = RelaySettings.read(reader, host.listen()).orElseThrow();
        reader.throwIfInvalid();
        return Relay.start(relay, host, registry, versions);
    }

    /** Starts a relay whose emulator refuses connections. */
    static RelayFixture away(Policies policies) {
        return start(policies, Map.of("cvr0.upstream", ListenAddress.format(closedAddress())));
    }

    static RelayFixture withTransfers(Policies policies) {
        FakeEmulator emulator = new FakeEmulator();
        return start(policies, emulator, transfers(emulator.address()));
    }

    /** Returns settings of an emulator whose addresses {@link #FIRST} and {@link #SECOND} are replaced. */
    static Map<String, String> transfers(InetSocketAddress emulator) {
        String upstream = ListenAddress.format(emulator);
        String listener = "=127.0.0.1:0=" + upstream;
        return Map.of("cvr0.upstream", upstream, "cvr0.xfr", FIRST + listener + "," + SECOND + listener);
    }

    private static InetSocketAddress closedAddress() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) closed.getLocalSocketAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return relay.address();
    }

    Relay relay() {
        return relay;
    }

    FakeEmulator emulator() {
        return emulator;
    }

    /** Returns the addresses of the listeners that replace {@link #FIRST} and {@link #SECOND}, as they appear in XFR. */
    Map<String, String> listeners() {
        List<InetSocketAddress> addresses = relay.addresses();
        return Map.of(
                "{first}", "127.0.0.1:" + addresses.get(1).getPort(),
                "{second}", "127.0.0.1:" + addresses.get(2).getPort());
    }

    Endpoint connect() {
        return Endpoint.connect(relay.address());
    }

    void play(RelayScript script) {
        play(script, RelayScript.Sender.WHOLE);
    }

    void play(RelayScript script, RelayScript.Sender sender) {
        script.play(relay.address(), emulator, policies, sender);
    }

    @Override
    public void close() {
        try {
            HostFixture.await("no connection is left", () -> relay.connections() == 0);
        } finally {
            relay.close();
            emulator.close();
        }
    }
}
