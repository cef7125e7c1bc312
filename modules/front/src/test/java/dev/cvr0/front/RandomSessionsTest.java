// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays thousands of random sessions in random pieces, and checks each byte. */
class RandomSessionsTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRelayRandomSessions(boolean mayBlock) throws IOException {
        relay(mayBlock, 1863, 500);
    }

    @ParameterizedTest
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ValueSource(booleans = {false, true})
    void shouldRelayManyRandomSessions(boolean mayBlock) throws IOException {
        relay(mayBlock, 20_030_401, 10_000);
    }

    private static void relay(boolean mayBlock, long firstSeed, int sessions) throws IOException {
        try (Policies policies = mayBlock ? Policies.blocking() : Policies.prompt();
                ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RelayFixture fixture = RelayFixture.start(policies, RelayFixture.transfers((InetSocketAddress)
                        listener.socket().getLocalSocketAddress()))) {
            for (long seed = firstSeed; seed < firstSeed + sessions; seed++) {
                relay(seed, fixture, listener);
            }
        }
    }

    private static void relay(long seed, RelayFixture fixture, ServerSocketChannel listener) throws IOException {
        Random random = new Random(seed);
        SessionModel model = new SessionModel(random, fixture.listeners().get("{first}"));
        try (Exchange exchange = new Exchange(model, random)) {
            exchange.play(fixture.address(), listener);
        } catch (AssertionError | IOException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
