// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.Endpoint;
import dev.cvr0.host.HostFixture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of connections and times, and the shutdown. */
class RelayLimitsTest {

    @AutoClose
    private static final Policies POLICIES = Policies.prompt();

    private static final Map<String, String> IMPATIENT = Map.of(
            "cvr0.first-line-timeout", "300ms",
            "cvr0.idle-timeout", "300ms",
            "cvr0.upstream-timeout", "1s",
            "cvr0.max-session-duration", "1s",
            "cvr0.max-session-requests", "1");
    private static final String CONNECTIONS = "cvr0.max-connections-per-address";

    @Test
    void shouldCloseConnectionsWithoutFirstLine() {
        List<String> beginnings = List.of(
                "", "\r", "\r\n\r\n", "V", "VE", "VER", "VER ", "VER 1 MSNP8 CVR0", "CVQ", "PROXY", "\r\n\r\n\0");
        try (RelayFixture fixture = RelayFixture.start(POLICIES, IMPATIENT)) {
            List<Endpoint> clients = beginnings.stream()
                    .map(begin -> fixture.connect().send(begin))
                    .toList();
            clients.forEach(client -> client.expectEnd().close());
            fixture.emulator().expectNoConnection();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VER 1 MSNP8 CVR0\r\n", "VER 1 MSNP7 CVR0\r\n", "GET / HTTP/1.1\r\n"})
    void shouldNotLimitTheTimeOfARelayedSession(String first) {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, IMPATIENT);
                Endpoint client = fixture.connect().send(first)) {
            try (Endpoint emulator = fixture.emulator().accept().expect(first)) {
                emulator.send(first);
                client.expect(first);
                for (int i = 0; i < 18; i++) {
                    client.expectNothing();
                }
                for (int i = 0; i < 20; i++) {
                    client.send("PNG\r\n");
                    emulator.expect("PNG\r\n").send("QNG 50\r\n");
                    client.expect("QNG 50\r\n");
                }
            }
        }
    }

    @Test
    void shouldLimitTheNumberOfConnections() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, Map.of("cvr0.max-connections", "2"));
                Endpoint first = fixture.connect().send("VER 1 MSNP8\r\n");
                Endpoint second = fixture.connect().send("VER 1 MSNP8\r\n")) {
            try (Endpoint emulator = fixture.emulator().accept();
                    Endpoint other = fixture.emulator().accept()) {
                emulator.expect("VER 1 MSNP8\r\n");
                other.expect("VER 1 MSNP8\r\n");
                try (Endpoint third = fixture.connect()) {
                    third.expectClosed();
                }
                assertThat(fixture.relay().rejections()).containsEntry("cvr0.max-connections", 1L);
                first.reset();
                emulator.expectClosed();
                HostFixture.await("a session ends", () -> fixture.relay().connections() == 1);
                try (Endpoint next = fixture.connect().send("ANS 1\r\n");
                        Endpoint served = fixture.emulator().accept()) {
                    served.expect("ANS 1\r\n");
                }
            }
            second.expectClosed();
        }
    }

    @Test
    void shouldLimitTheConnectionsOfAnAddress() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, Map.of(CONNECTIONS, "1"));
                Endpoint first = fixture.connect().send("ANS 1\r\n")) {
            try (Endpoint emulator = fixture.emulator().accept().expect("ANS 1\r\n");
                    Endpoint second = fixture.connect()) {
                second.expectClosed();
                emulator.endOutput();
                first.expectEnd().endOutput();
                emulator.expectEnd();
            }
            HostFixture.await("the session ends", () -> fixture.relay().connections() == 0);
            try (Endpoint next = fixture.connect().send("ANS 2\r\n");
                    Endpoint emulator = fixture.emulator().accept()) {
                emulator.expect("ANS 2\r\n");
            }
        }
    }

    @Test
    void shouldLimitTheConnectionsOfAnAddressBehindAProxy() {
        try (RelayFixture fixture =
                        RelayFixture.start(POLICIES, Map.of("cvr0.proxy-from", "127.0.0.0/8", CONNECTIONS, "1"));
                Endpoint first = fixture.connect().send(ProxyProtocolTest.v1("192.0.2.1") + "ANS 1\r\n");
                Endpoint emulator = fixture.emulator().accept().expect("ANS 1\r\n");
                Endpoint second = fixture.connect().send(ProxyProtocolTest.v1("192.0.2.2") + "ANS 2\r\n");
                Endpoint other = fixture.emulator().accept().expect("ANS 2\r\n");
                Endpoint third = fixture.connect().send(ProxyProtocolTest.v1("192.0.2.1") + "ANS 3\r\n")) {
            third.expectClosed();
            first.endOutput();
            emulator.expectEnd().endOutput();
            first.expectEnd();
            HostFixture.await("a session ends", () -> fixture.relay().connections() == 1);
            try (Endpoint next = fixture.connect().send(ProxyProtocolTest.v1("192.0.2.1") + "ANS 4\r\n");
                    Endpoint served = fixture.emulator().accept()) {
                served.expect("ANS 4\r\n");
            }
            other.close();
            second.expectClosed();
        }
    }

    @Test
    void shouldEndRelayedSessionsAtShutdownAndPassOnWhatWasReceived() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES);
                Endpoint old = fixture.connect().send("VER 1 MSNP7\r\n");
                Endpoint oldEmulator = fixture.emulator().accept().send("VER 1 MSNP7\r\n");
                Endpoint passed = fixture.connect().send("ANS 1\r\n");
                Endpoint passedEmulator = fixture.emulator().accept().send("ANS 1 OK\r\n")) {
            old.expect("VER 1 MSNP7\r\n");
            passed.expect("ANS 1 OK\r\n");
            oldEmulator.expect("VER 1 MSNP7\r\n").send("NLN NLN b\r\n");
            passedEmulator.expect("ANS 1\r\n");
            old.expect("NLN NLN b\r\n");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.relay()::close);
            for (Endpoint end : List.of(old, oldEmulator, passed, passedEmulator)) {
                end.expectEnd().endOutput();
            }
            closing.join();
            assertThat(fixture.relay().connections()).isZero();
        }
    }

    @Test
    void shouldWaitForAPendingAnswerAtShutdown() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES);
                Endpoint client = fixture.connect().send("VER 1 MSNP8\r\n");
                Endpoint emulator = fixture.emulator().accept().send("VER 1 MSNP8\r\n")) {
            client.expect("VER 1 MSNP8\r\n").send(RelayScript.decode("CVR 2 {A}"));
            emulator.expect("VER 1 MSNP8\r\n" + RelayScript.decode("CVR 2 {A}"));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.relay()::close);
            client.expectNothing();
            emulator.send(RelayScript.decode("CVR 2 {echo}"));
            client.expect(RelayScript.decode("CVR 2 {advice A}")).expectEnd().endOutput();
            emulator.expectEnd().endOutput();
            closing.join();
        }
    }

    @Test
    void shouldCloseSessionsAfterTheShutdownGrace() {
        try (RelayFixture fixture =
                        RelayFixture.start(POLICIES, Map.of("cvr0.shutdown-grace", "300ms", "cvr0.close-grace", "1h"));
                Endpoint client = fixture.connect().send("VER 1 MSNP8\r\n");
                Endpoint emulator = fixture.emulator().accept().send("VER 1 MSNP8\r\n")) {
            client.expect("VER 1 MSNP8\r\n").send(RelayScript.decode("CVR 2 {A}"));
            emulator.expect("VER 1 MSNP8\r\n" + RelayScript.decode("CVR 2 {A}"));
            fixture.relay().close();
            assertThat(fixture.relay().connections()).isZero();
            client.expectClosed();
            emulator.expectClosed();
        }
    }
}
