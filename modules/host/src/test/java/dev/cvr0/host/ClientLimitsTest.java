// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of one client. */
class ClientLimitsTest {

    private static final String CONNECTIONS = "cvr0.max-connections-per-address";

    @ParameterizedTest
    @EnumSource
    void shouldRefuseConnectionsAboveTheLimitOfAnAddress(Transport transport) {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(Map.of(CONNECTIONS, "1"));
                Endpoint first = Endpoint.connect(host.address())) {
            assertThat(first.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            assertRefused(host);
            assertRefused(host);
            assertThat(first.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("CVR0-3108", "127.0.0.1", "cvr0.trusted-addresses");
            assertThat(host.rejections()).containsEntry(CONNECTIONS, 2L).containsEntry("cvr0.max-connections", 0L);
            first.close();
            HostFixture.awaitNoConnections(host);
            try (Endpoint next = Endpoint.connect(host.address())) {
                assertThat(next.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
        }
    }

    private static void assertRefused(EmulatorHost host) {
        try (Endpoint second = Endpoint.connect(host.address())) {
            assertThat(second.rest()).isEmpty();
        }
    }

    @Test
    void shouldAcceptAnyNumberOfConnectionsFromATrustedAddress() {
        try (EmulatorHost host = new HostFixture(Transport.NIO)
                        .start(Map.of(CONNECTIONS, "1", "cvr0.trusted-addresses", "127.0.0.0/8"));
                Endpoint first = Endpoint.connect(host.address());
                Endpoint second = Endpoint.connect(host.address())) {
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
        AddressLimit limit =
                new AddressLimit(HostFixture.settings(Map.of(CONNECTIONS, "1")).clients());
        assertThat(limit.acquire(InetAddress.getByName(first))).isTrue();
        assertThat(limit.acquire(InetAddress.getByName(second))).isEqualTo(accepted);
    }

    @Test
    void shouldForgetAddressesWithoutConnections() throws UnknownHostException {
        AddressLimit limit =
                new AddressLimit(HostFixture.settings(Map.of(CONNECTIONS, "1")).clients());
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
                EmulatorHost host = new HostFixture(transport).start(Map.of("cvr0.max-session-requests", "20"));
                Endpoint client = Endpoint.connect(host.address())) {
            client.send("\r\n" + "ECH 1 a\r\n".repeat(19));
            for (int i = 0; i < 19; i++) {
                assertThat(client.read()).isEqualTo("ECH 1 a");
            }
            assertThat(client.line("ECH 1 a").rest()).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains("CVR0-3109", "cvr0.max-session-requests");
            assertThat(host.rejections())
                    .containsEntry("cvr0.max-session-requests", 1L)
                    .containsEntry("cvr0.max-session-duration", 0L);
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
                Endpoint greedy = Endpoint.connect(host.address());
                Endpoint normal = Endpoint.connect(host.address())) {
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
        List<Endpoint> greedy = new ArrayList<>();
        try (EmulatorHost host = fixture.start(pumped, other);
                Endpoint normal = Endpoint.connect(host.address(), "127.0.0.2")) {
            normal.ask("ECH 1 a");
            for (int i = 0; i < 50; i++) {
                greedy.add(Endpoint.connect(host.address()));
            }
            greedy.forEach(client -> client.ask("ECH 1 a"));
            greedy.forEach(client -> client.send("PMP 1\r\n".repeat(6)));
            await(pumping);
            normal.line("OTH 2");
            sent.countDown();
            assertThat(normal.read()).isEqualTo("OTH 2 OK");
            assertThat(handledBefore).hasValueLessThan(30);
            for (Endpoint client : greedy) {
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
                Endpoint client = Endpoint.connect(host.address())) {
            client.ask("ECH 1 off");
            access.setLevel(java.util.logging.Level.FINE);
            client.send(("ECH 2 \u00e9\u0007" + "a".repeat(500) + "\r\n").getBytes(StandardCharsets.UTF_8))
                    .read();
            String address = "/127.0.0.1:" + client.socket().getLocalPort();
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
