// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.fail;

import dev.cvr0.host.ClientSettings;
import dev.cvr0.host.HostSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A relay in front of a scripted emulator. Closing it checks that no connection is left. */
final class RelayFixture implements AutoCloseable {

    /** The addresses in XFR that {@link #withTransfers} replaces. */
    static final String FIRST = "10.0.0.1:1863";

    static final String SECOND = "10.0.0.2:1863";

    private static final ClientSettings UNLIMITED =
            new ClientSettings(1_000_000, List.of(), Duration.ofDays(1), 1_000_000);
    private static final int DRAIN_BYTES = 65_536;
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final FakeEmulator emulator;
    private final Relay relay;
    private final Policies policies;

    private RelayFixture(FakeEmulator emulator, Relay relay, Policies policies) {
        this.emulator = emulator;
        this.relay = relay;
        this.policies = policies;
    }

    static RelayFixture start(Policies policies) {
        return start(policies, settings -> settings, settings -> settings);
    }

    static RelayFixture start(
            Policies policies, UnaryOperator<RelaySettings> change, UnaryOperator<HostSettings> changeHost) {
        return start(policies, new FakeEmulator(), change, changeHost);
    }

    static RelayFixture start(
            Policies policies,
            FakeEmulator emulator,
            UnaryOperator<RelaySettings> change,
            UnaryOperator<HostSettings> changeHost) {
        // After an error, the relay waits for the client to close, and the clients of the tests wait for the relay.
        HostSettings host = HostSettings.defaults()
                .withPort(0)
                .withClients(UNLIMITED)
                .withClose(Duration.ofMillis(100), DRAIN_BYTES);
        Relay relay = Relay.start(
                change.apply(RelaySettings.of(emulator.address())),
                changeHost.apply(host),
                policies.registry(),
                policies.versions());
        return new RelayFixture(emulator, relay, policies);
    }

    /** Starts a relay whose emulator refuses connections. */
    static RelayFixture away(Policies policies) {
        return start(policies, settings -> withUpstream(settings, closedAddress()), settings -> settings);
    }

    static RelayFixture withTransfers(Policies policies) {
        return start(policies, RelayFixture::withTransfers, settings -> settings);
    }

    private static RelaySettings withUpstream(RelaySettings settings, InetSocketAddress upstream) {
        return new RelaySettings(
                upstream,
                settings.upstreamTimeout(),
                settings.proxyFrom(),
                settings.proxyProtocol(),
                settings.transfers());
    }

    static RelaySettings withTransfers(RelaySettings settings) {
        return new RelaySettings(
                settings.upstream(),
                settings.upstreamTimeout(),
                settings.proxyFrom(),
                settings.proxyProtocol(),
                List.of(
                        new TransferRule(FIRST, "127.0.0.1", 0, settings.upstream()),
                        new TransferRule(SECOND, "127.0.0.1", 0, settings.upstream())));
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

    /** Waits actively for a condition that other threads establish without a notification. */
    static void await(String what, BooleanSupplier happened) {
        long start = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - start > TIMEOUT_NANOS) {
                fail("never happened: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        try {
            await("no connection is left", () -> relay.connections() == 0);
        } finally {
            relay.close();
            emulator.close();
        }
    }
}
