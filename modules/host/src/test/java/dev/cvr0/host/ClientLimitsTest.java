// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.settings.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of one client. */
class ClientLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static ClientSettings limits(int perAddress, int requests, String... trusted) {
        List<AddressBlock> blocks = List.of(trusted).stream()
                .map(text -> AddressBlock.tryParse(text).orElseThrow())
                .toList();
        return new ClientSettings(perAddress, blocks, MINUTE, requests);
    }

    private static UnaryOperator<HostSettings> with(ClientSettings limits) {
        return settings -> settings.withClients(limits);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseConnectionsAboveTheLimitOfAnAddress(Transport transport) {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(with(limits(1, 1000)));
                BlockingClient first = BlockingClient.of(host)) {
            assertThat(first.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            assertRefused(host);
            assertRefused(host);
            assertThat(first.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("CVR0-3108", "127.0.0.1", "cvr0.trusted-addresses");
            first.close();
            HostFixture.awaitNoConnections(host);
            try (BlockingClient next = BlockingClient.of(host)) {
                assertThat(next.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
        }
    }

    private static void assertRefused(EmulatorHost host) {
        try (BlockingClient second = BlockingClient.of(host)) {
            assertThat(second.rest()).isEmpty();
        }
    }

    @Test
    void shouldAcceptAnyNumberOfConnectionsFromATrustedAddress() {
        try (EmulatorHost host = new HostFixture(Transport.NIO).start(with(limits(1, 1000, "127.0.0.0/8")));
                BlockingClient first = BlockingClient.of(host);
                BlockingClient second = BlockingClient.of(host)) {
            assertThat(first.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            assertThat(second.ask("ECH 1 a")).isEqualTo("ECH 1 a");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, false",
        "192.0.2.1, 192.0.2.2, true",
        "::ffff:192.0.2.1, 192.0.2.1, false",
        "2001:db8::1, 2001:db8::ffff:ffff:ffff:ffff, false",
        "2001:db8::1, 2001:db8:0:1::1, true",
        "2001:db8::1, 0.0.0.1, true"
    })
    void shouldCountIpv6AddressesByPrefix(String first, String second, boolean accepted) throws UnknownHostException {
        AddressLimit limit = new AddressLimit(limits(1, 1000));
        assertThat(limit.acquire(InetAddress.getByName(first))).isTrue();
        assertThat(limit.acquire(InetAddress.getByName(second))).isEqualTo(accepted);
    }

    @Test
    void shouldForgetAddressesWithoutConnections() throws UnknownHostException {
        AddressLimit limit = new AddressLimit(limits(1, 1000));
        InetAddress client = InetAddress.getByName("192.0.2.1");
        limit.acquire(client);
        limit.acquire(client);
        limit.release(client);
        assertThat(limit.counts()).hasSize(1);
        limit.release(client);
        assertThat(limit.counts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndASessionWithTooManyRequests(Transport transport) {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(with(limits(256, 20)));
                BlockingClient client = BlockingClient.of(host)) {
            client.send("\r\n" + "ECH 1 a\r\n".repeat(19));
            for (int i = 0; i < 19; i++) {
                assertThat(client.read()).isEqualTo("ECH 1 a");
            }
            assertThat(client.line("ECH 1 a").rest()).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains("CVR0-3109", "cvr0.max-session-requests");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerOthersWhileOneClientSendsManyLines(Transport transport) throws InterruptedException {
        int lines = 300;
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger handledBefore = new AtomicInteger();
        CountDownLatch pumping = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        CommandHandler pumped = Handlers.of("PMP", (command, session) -> {
            pumping.countDown();
            await(sent);
            work();
            handled.incrementAndGet();
            return Handlers.ok(command);
        });
        CommandHandler other = Handlers.of("OTH", (command, session) -> {
            handledBefore.set(handled.get());
            return Handlers.ok(command);
        });
        try (EmulatorHost host = new HostFixture(transport).start(pumped, other);
                BlockingClient greedy = BlockingClient.of(host);
                BlockingClient normal = BlockingClient.of(host)) {
            normal.ask("ECH 1 a");
            greedy.send("PMP 1\r\n".repeat(lines) + "BYE 2 a\r\n");
            await(pumping);
            normal.line("OTH 2");
            sent.countDown();
            assertThat(normal.read()).isEqualTo("OTH 2 OK");
            assertThat(handledBefore).hasValueLessThan(30);
            assertThat(greedy.rest()).hasLineCount(lines + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX) // every address in 127.0.0.0/8 exists on Linux only
    void shouldAnswerOthersWhileOneClientOpensManySessions(Transport transport) {
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger handledBefore = new AtomicInteger();
        CountDownLatch pumping = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        CommandHandler pumped = Handlers.of("PMP", (command, session) -> {
            pumping.countDown();
            await(sent);
            handled.incrementAndGet();
            return Handlers.ok(command);
        });
        CommandHandler other = Handlers.of("OTH", (command, session) -> {
            handledBefore.set(handled.get());
            return Handlers.ok(command);
        });
        HostFixture fixture = new HostFixture(transport);
        List<BlockingClient> greedy = new ArrayList<>();
        try (EmulatorHost host = fixture.start(settings -> settings.withEventLoops(1), pumped, other);
                BlockingClient normal = BlockingClient.from("127.0.0.2", host)) {
            normal.ask("ECH 1 a");
            for (int i = 0; i < 50; i++) {
                greedy.add(BlockingClient.of(host));
            }
            greedy.forEach(client -> client.ask("ECH 1 a"));
            greedy.forEach(client -> client.send("PMP 1\r\n".repeat(6)));
            await(pumping);
            normal.line("OTH 2");
            sent.countDown();
            assertThat(normal.read()).isEqualTo("OTH 2 OK");
            assertThat(handledBefore).hasValueLessThan(30);
            for (BlockingClient client : greedy) {
                assertThat(client.line("BYE 2 a").rest()).hasLineCount(7);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // A request that takes a millisecond.
    private static void work() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 1_000_000) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldLogAnswersToTheAccessLogIfEnabled() {
        java.util.logging.Logger access = java.util.logging.Logger.getLogger("dev.cvr0.access");
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(Transport.NIO).start();
                BlockingClient client = BlockingClient.of(host)) {
            client.ask("ECH 1 off");
            access.setLevel(java.util.logging.Level.FINE);
            client.ask("ECH 2 \u00e9\u0007" + "a".repeat(500));
            String address = "/127.0.0.1:" + client.localPort();
            assertThat(log.all())
                    .filteredOn(text -> text.contains("CVR0-3205"))
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3205: " + address + " 'ECH 2 \\u00e9\\u0007aaa")
                    .contains("aaa...' answered 'ECH 2 ");
        } finally {
            access.setLevel(null);
        }
    }
}
