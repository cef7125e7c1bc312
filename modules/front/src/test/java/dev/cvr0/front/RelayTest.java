// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static dev.cvr0.front.StubVersions.ADVICE;
import static dev.cvr0.front.StubVersions.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.settings.AddressBlock;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {

    private static final String VER = "VER 1 MSNP9 MSNP8 CVR0\r\n";
    private static final String CVR = "CVR 2 " + request("6.0") + "\r\n";
    private static final String USR = "USR 3 TWN I a@example.org\r\n";

    private final StubVersions versions = new StubVersions();
    private final ScriptedEmulator emulator = new ScriptedEmulator();
    private Relay relay;

    @BeforeEach
    void start() {
        relay = start(settings -> settings, host -> host);
    }

    @AfterEach
    void close() {
        awaitNoConnections();
        relay.close();
        emulator.close();
    }

    private Relay start(UnaryOperator<RelaySettings> relayChange, UnaryOperator<HostSettings> hostChange) {
        if (relay != null) {
            relay.close();
        }
        HandlerRegistry plugin = new HandlerRegistry(List.of());
        plugin.register(versions);
        HostSettings host = HostSettings.defaults().withPort(0).withClose(Duration.ofSeconds(2), 65_536);
        relay = Relay.start(
                relayChange.apply(RelaySettings.of(emulator.address())), hostChange.apply(host), plugin, versions);
        return relay;
    }

    private Peer client() {
        return Peer.connect(relay.address().getPort());
    }

    private void awaitNoConnections() {
        long start = System.nanoTime();
        while (relay.connections() > 0 && System.nanoTime() - start < 20_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(relay.connections()).as("open connections").isZero();
    }

    private static RelaySettings with(RelaySettings settings, ProxyProtocol protocol, String... proxies) {
        return new RelaySettings(
                settings.upstream(),
                Duration.ofMillis(300),
                List.of(proxies).stream()
                        .map(block -> AddressBlock.tryParse(block).orElseThrow())
                        .toList(),
                protocol,
                settings.transfers());
    }

    @Test
    void shouldReplaceTheAnswerToCvrAndRelayTheRest() {
        try (Peer client = client().send(VER);
                Peer server = emulator.accept()) {
            assertThat(server.read()).isEqualTo(VER);
            server.line("VER 1 MSNP8");
            assertThat(client.read()).isEqualTo("VER 1 MSNP8\r\n");
            client.send(CVR);
            assertThat(server.read()).isEqualTo(CVR);
            server.line("CVR 2 1 2 3 4 5");
            assertThat(client.read()).isEqualTo("CVR 2 " + ADVICE + "\r\n");
            client.send(USR);
            assertThat(server.read()).isEqualTo(USR);
            server.line("USR 3 TWN S x");
            assertThat(client.read()).isEqualTo("USR 3 TWN S x\r\n");
            client.send("no line\0\n\r");
            assertThat(server.read(10)).isEqualTo("no line\0\n\r");
            server.line("CVR 2 is not an answer any more");
            assertThat(client.read()).isEqualTo("CVR 2 is not an answer any more\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.ANSWER_REPLACED)).isEqualTo(1);
        assertThat(versions.offers.remove()).hasSize(3);
    }

    @Test
    void shouldHoldPipelinedLinesAndSendThemTogether() {
        try (Peer client = client().send("\r\n\n" + VER + CVR + USR);
                Peer server = emulator.accept()) {
            assertThat(server.readOnce()).isEqualTo(VER);
            server.line("VER 1 MSNP8");
            assertThat(server.readOnce()).isEqualTo(CVR + USR);
            server.send("USR 3 TWN S x\r\nCVR 2 echo\r\nMSG 1\r\n");
            assertThat(client.read()).isEqualTo("VER 1 MSNP8\r\n");
            assertThat(client.read()).isEqualTo("USR 3 TWN S x\r\n");
            assertThat(client.read()).isEqualTo("CVR 2 " + ADVICE + "\r\n");
            assertThat(client.read()).isEqualTo("MSG 1\r\n");
        }
    }

    @Test
    void shouldAcceptSignInsSplitAtEachByte() {
        String whole = VER + CVR + USR + "rest";
        for (int split = 1; split < whole.length(); split++) {
            try (Peer client = client().send(whole.substring(0, split))) {
                client.send(whole.substring(split));
                try (Peer server = emulator.accept()) {
                    assertThat(server.read()).isEqualTo(VER);
                    server.line("VER 1 MSNP8");
                    assertThat(server.read(CVR.length() + USR.length() + 4)).isEqualTo(CVR + USR + "rest");
                    server.line("CVR 2 echo").line("USR 3 OK").endOutput();
                    client.endOutput();
                    assertThat(client.rest()).isEqualTo("VER 1 MSNP8\r\nCVR 2 " + ADVICE + "\r\nUSR 3 OK\r\n");
                    assertThat(server.rest()).isEmpty();
                }
            }
        }
    }

    @Test
    void shouldPassOnTheEmulatorsAnswerWithoutADecision() {
        try (Peer client = client().send(VER + "CVR 007 " + request("unknown") + "\r\nCVR 8 x\r\nCVR 9 "
                        + request("6.0") + "\r\n");
                Peer server = emulator.accept().line("VER 1 MSNP8")) {
            server.line("420 7").line("CVR 8 own").line("CVR 09 echo").endOutput();
            client.endOutput();
            assertThat(client.rest()).isEqualTo("VER 1 MSNP8\r\n420 7\r\nCVR 8 own\r\nCVR 9 " + ADVICE + "\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.ANSWER_PASSED)).isEqualTo(2);
    }

    @Test
    void shouldTreatCvqInTheEmulatorsSessionAsCvr() {
        try (Peer client = client().send(VER + CVR.replace("CVR", "CVQ"));
                Peer server = emulator.accept()
                        .line("VER 1 MSNP8")
                        .line("CVR 2 other")
                        .line("CVQ 2 echo")) {
            server.endOutput();
            client.endOutput();
            assertThat(client.rest()).isEqualTo("VER 1 MSNP8\r\nCVR 2 other\r\nCVQ 2 " + ADVICE + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"VER 1 0", "VER 1 CVR0", "VER 1 MSNP21", "<end>", "<reset>"})
    void shouldAnswerLocallyWithoutAUsableDialect(String answer) {
        try (Peer client = client().send(VER + "CVQ 2 x\r\n");
                Peer server = emulator.accept()) {
            assertThat(server.read()).isEqualTo(VER);
            switch (answer) {
                case "<end>" -> server.endOutput();
                case "<reset>" -> server.reset();
                default -> server.line(answer);
            }
            assertThat(client.rest()).isEqualTo("VER 1 CVR0\r\nCVQ 2 local\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.ANSWERED_LOCALLY)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"VER 1 MSNP8, VER 1 0", "VER 1 MSNP8, VER 1", "VER 1 MSNP8 CVR0, 500 1"})
    void shouldPassOnARefusalOfTheEmulator(String ver, String answer) {
        try (Peer client = client().line(ver).line("CVR 2 x");
                Peer server = emulator.accept()) {
            assertThat(server.read()).isEqualTo(ver + "\r\n");
            server.line(answer);
            assertThat(server.read()).isEqualTo("CVR 2 x\r\n");
            server.endOutput();
            client.endOutput();
            assertThat(client.rest()).isEqualTo(answer + "\r\n");
        }
        assertThat(versions.offers).isEmpty();
    }

    @Test
    void shouldPassOnTheEndAndTheResetOfTheEmulator() {
        try (Peer client = client().line("VER 1 MSNP8");
                Peer server = emulator.accept()) {
            server.send("VER 1").endOutput();
            assertThat(client.rest()).isEqualTo("VER 1");
        }
        try (Peer client = client().line("VER 1 MSNP8")) {
            Peer server = emulator.accept();
            server.read();
            server.reset();
            assertThatThrownBy(client::rest).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void shouldAnswerCvqFirstWithoutTheEmulator() {
        try (Peer client = client().send("\r\nCVQ\t5 x\r\n")) {
            assertThat(client.rest()).isEqualTo("CVQ 5 local\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USR 1 a b\r\n", "\u0016\u0003\u0001", "VERY", "CVQx", "C", "GET / HTTP/1.1\r\n\r\n"})
    void shouldPassThroughOtherProtocols(String bytes) {
        try (Peer client = client().send(bytes).endOutput();
                Peer server = emulator.accept()) {
            assertThat(server.rest()).isEqualTo(bytes);
            server.send("answer").endOutput();
            assertThat(client.rest()).isEqualTo("answer");
        }
        assertThat(relay.counters().count(RelayEvent.PASSED_THROUGH)).isEqualTo(1);
    }

    @Test
    void shouldCloseAMalformedFirstLine() {
        try (Peer client = client().line("VER x MSNP8")) {
            assertThat(client.rest()).isEmpty();
        }
        try (Peer client = client().send("VER 1 " + "x".repeat(1700))) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void shouldHoldTheLinesAfterAPendingDecision() throws InterruptedException {
        String pending = "CVR 2 " + request("later") + "\r\n";
        try (Peer client = client().send(VER + pending + USR);
                Peer server = emulator.accept().line("VER 1 MSNP8")) {
            assertThat(server.read() + server.read()).isEqualTo(VER + pending);
            server.line("NOT 0").line("CVR 2 echo").line("MSG after");
            assertThat(client.read() + client.read()).isEqualTo("VER 1 MSNP8\r\nNOT 0\r\n");
            versions.later.take().complete(StubVersions.advise(Enforcement.ADVISE));
            assertThat(client.read() + client.read()).isEqualTo("CVR 2 " + ADVICE + "\r\nMSG after\r\n");
            assertThat(server.read()).isEqualTo(USR);
        }
    }

    @ParameterizedTest
    @CsvSource({"close, false", "later, false", "close, true", "later, true"})
    void shouldCloseAfterTheAdvice(String version, boolean pipelined) throws InterruptedException {
        String cvr = "CVR 2 " + request(version) + "\r\n";
        try (Peer client = client().send(VER + cvr + (pipelined ? USR : ""));
                Peer server = emulator.accept().line("VER 1 MSNP8")) {
            if (!pipelined || version.equals("later")) {
                assertThat(server.read() + server.read()).isEqualTo(VER + cvr);
            }
            if (version.equals("later")) {
                versions.later.take().complete(StubVersions.advise(Enforcement.CLOSE));
            }
            assertThat(client.rest()).isEqualTo("VER 1 MSNP8\r\nCVR 2 " + ADVICE + "\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.CLOSED)).isEqualTo(1);
    }

    @Test
    void shouldCloseWithoutTheAdviceWithinAPayload() {
        String part = "MSG a b 100000\r\n" + "x".repeat(50_000);
        try (Peer client = client().send("VER 1 MSNP7\r\n");
                Peer server = emulator.accept().line("VER 1 MSNP7")) {
            assertThat(client.read()).isEqualTo("VER 1 MSNP7\r\n");
            server.send(part);
            assertThat(client.read(part.length())).isEqualTo(part);
            client.send("CVR 2 " + request("close") + "\r\n");
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"reject, false", "later, false", "reject, true", "later, true"})
    void shouldRefuseTheSignInAfterTheAdvice(String version, boolean pipelined) throws InterruptedException {
        String cvr = "CVR 2 " + request(version) + "\r\n";
        try (Peer client = client().send(VER + cvr + (pipelined ? USR : ""));
                Peer server = emulator.accept().line("VER 1 MSNP8")) {
            assertThat(client.read()).isEqualTo("VER 1 MSNP8\r\n");
            if (version.equals("later")) {
                versions.later.take().complete(StubVersions.advise(Enforcement.REJECT));
            }
            assertThat(client.read()).isEqualTo("CVR 2 " + ADVICE + "\r\n");
            if (!pipelined) {
                client.send(USR);
            }
            assertThat(client.rest()).isEqualTo("601 3\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.REJECTED)).isEqualTo(1);
    }

    @Test
    void shouldLeaveItToTheClientToCloseAfterAnError() {
        start(settings -> settings, host -> host.withClose(Duration.ofMinutes(10), 65_536));
        try (Peer client = client().send(VER + "CVR 2 " + request("reject") + "\r\n" + USR);
                Peer server = emulator.accept().line("VER 1 MSNP9")) {
            assertThat(server.read()).isEqualTo(VER);
            assertThat(client.read() + client.read() + client.read()).endsWith("601 3\r\n");
            assertThatThrownBy(client.withTimeout(300)::rest).hasCauseInstanceOf(SocketTimeoutException.class);
        }
        awaitNoConnections();
    }

    @Test
    void shouldFollowOldDialectsToTheEnd() {
        try (Peer client = client().line("VER 1 MSNP7 CVR0");
                Peer server = emulator.accept()) {
            server.read();
            server.line("VER 1 msnp7").line("USR 2 OK").send("MSG a b 12\r\nCVR 3 1\r\nxyz");
            client.line("USR 2 MD5 I a").send("QRY 3 p 9\r\nCVR 3 x\r\n").line("CVR 3 " + request("6.0"));
            assertThat(server.read()).isEqualTo("USR 2 MD5 I a\r\n");
            assertThat(server.read(20)).isEqualTo("QRY 3 p 9\r\nCVR 3 x\r\n");
            assertThat(server.read()).startsWith("CVR 3 0x0409");
            server.line("QRY 3").line("CVR 3 echo");
            assertThat(client.read() + client.read()).isEqualTo("VER 1 msnp7\r\nUSR 2 OK\r\n");
            assertThat(client.read(24)).isEqualTo("MSG a b 12\r\nCVR 3 1\r\nxyz");
            assertThat(client.read() + client.read()).isEqualTo("QRY 3\r\nCVR 3 " + ADVICE + "\r\n");
            client.line("CVR 4 " + request("reject"));
            assertThat(client.rest()).isEqualTo("CVR 4 " + ADVICE + "\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.CLOSED)).isEqualTo(1);
    }

    @Test
    void shouldStopFollowingALineThatIsTooLong() {
        String overlong = "x".repeat(2000) + "\r\n";
        try (Peer client = client().line("VER 1 MSNP7");
                Peer server = emulator.accept()) {
            server.read();
            server.line("VER 1 MSNP7");
            client.read();
            client.send(overlong).line("CVR 4 " + request("6.0"));
            assertThat(server.read()).isEqualTo(overlong);
            assertThat(server.read()).startsWith("CVR 4");
            server.send(overlong).line("CVR 4 echo");
            assertThat(client.read() + client.read()).isEqualTo(overlong + "CVR 4 echo\r\n");
        }
    }

    @Test
    void shouldRewriteTransfers() {
        try (ScriptedEmulator notification = new ScriptedEmulator()) {
            TransferRule rule = new TransferRule("10.0.0.5:1863", "relay.example", 0, notification.address());
            start(
                    settings -> new RelaySettings(
                            settings.upstream(),
                            settings.upstreamTimeout(),
                            List.of(),
                            ProxyProtocol.NONE,
                            List.of(rule)),
                    host -> host);
            int port = relay.addresses().get(1).getPort();
            try (Peer client = client().send(VER + USR);
                    Peer server = emulator.accept().line("VER 1 MSNP8")) {
                server.line("XFR 3 NS 10.0.0.5:1863 0 10.0.0.9:1863").line("XFR 4 NS 10.0.0.5:1863");
                assertThat(client.read()).isEqualTo("VER 1 MSNP8\r\n");
                assertThat(client.read()).isEqualTo("XFR 3 NS relay.example:" + port + " 0 10.0.0.9:1863\r\n");
                assertThat(client.read()).isEqualTo("XFR 4 NS 10.0.0.5:1863\r\n");
            }
            try (Peer client = Peer.connect(port).send(VER);
                    Peer server = notification.accept()) {
                assertThat(server.read()).isEqualTo(VER);
            }
            assertThat(relay.counters().count(RelayEvent.TRANSFER_REWRITTEN)).isEqualTo(1);
            assertThat(relay.counters().count(RelayEvent.TRANSFER_PASSED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseSignInsWithoutAnEmulator(boolean refused) {
        start(settings -> with(settings, ProxyProtocol.NONE), host -> host);
        if (refused) {
            emulator.close();
        }
        try (Peer client = client().send(VER + CVR + "CVR 4 x\r\n")) {
            assertThat(client.read() + client.read() + client.rest())
                    .isEqualTo("VER 1 MSNP9\r\nCVR 2 " + ADVICE + "\r\n601 4\r\n");
        }
        try (Peer client = client().line("VER 1 CVR0").line("CVQ 2 x")) {
            assertThat(client.rest()).isEqualTo("VER 1 CVR0\r\nCVQ 2 local\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.EMULATOR_AWAY)).isEqualTo(2);
        assertThat(versions.offers.remove()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void shouldTakeTheAddressFromAListedProxy(String version) throws InterruptedException {
        start(settings -> with(settings, ProxyProtocol.V2, "127.0.0.1"), host -> host);
        byte[] v2 = {
            0x0D,
            0x0A,
            0x0D,
            0x0A,
            0,
            0x0D,
            0x0A,
            0x51,
            0x55,
            0x49,
            0x54,
            0x0A,
            0x21,
            0x11,
            0,
            12,
            (byte) 192,
            0,
            2,
            7,
            10,
            0,
            0,
            1,
            0x30,
            0x39,
            0x07,
            0x47
        };
        try (Peer client = client()) {
            if (version.equals("v1")) {
                client.send("PROXY TCP4 192.0.2.7 10.0.0.1 12345 1863\r\n" + VER);
            } else {
                for (byte b : v2) {
                    client.send(new byte[] {b});
                }
                client.send(VER);
            }
            try (Peer server = emulator.accept()) {
                assertThat(server.read(v2.length)).isEqualTo(new String(v2, StandardCharsets.ISO_8859_1));
                assertThat(server.read()).isEqualTo(VER);
                server.line("VER 1 MSNP8");
                client.send(CVR);
                assertThat(server.read()).isEqualTo(CVR);
                assertThat(versions.addresses.take().getHostAddress()).isEqualTo("192.0.2.7");
            }
        }
    }

    @Test
    void shouldCloseAProxyThatIsNotListed() {
        try (Peer client = client().send("PROXY TCP4 192.0.2.7 10.0.0.1 12345 1863\r\n" + VER)) {
            assertThat(client.restOrReset()).isIn("", "<reset>");
        }
        assertThat(relay.counters().count(RelayEvent.PASSED_THROUGH)).isZero();
    }

    @Test
    void shouldPassOnHalfClosesOfEachSide() {
        try (Peer client = client().send("USR 1 x\r\n");
                Peer server = emulator.accept()) {
            server.send("x".repeat(100_000)).endOutput();
            assertThat(client.rest()).hasSize(100_000);
            client.send("y".repeat(100_000)).endOutput();
            assertThat(server.rest()).hasSize(9 + 100_000);
        }
    }

    @Test
    void shouldPassOnAResetOfTheClient() {
        Peer client = client().send("USR 1 x\r\n");
        try (Peer server = emulator.accept()) {
            server.read();
            client.reset();
            assertThatThrownBy(server::rest).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void shouldTransferEveryByteAtTheSpeedOfASlowReader() {
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        try (Peer client = client().send("USR 1 x\r\n");
                Peer server = emulator.accept()) {
            server.read();
            CompletableFuture<?> up =
                    CompletableFuture.runAsync(() -> client.send(bytes).endOutput());
            CompletableFuture<?> down =
                    CompletableFuture.runAsync(() -> server.send(bytes).endOutput());
            String expected = new String(bytes, StandardCharsets.ISO_8859_1);
            assertSame(client.rest(), expected);
            assertSame(server.rest(), expected);
            CompletableFuture.allOf(up, down).join();
        }
    }

    // AssertJ would print both texts.
    private static void assertSame(String actual, String expected) {
        assertThat(Arrays.mismatch(
                        actual.getBytes(StandardCharsets.ISO_8859_1), expected.getBytes(StandardCharsets.ISO_8859_1)))
                .as("the first different byte, of " + actual.length())
                .isEqualTo(-1);
    }

    @Test
    void shouldEndSessionsAtShutdown() {
        try (Peer idle = client().send("USR 1 x\r\n");
                Peer server = emulator.accept();
                Peer pending = client().send(VER + CVR)) {
            server.read();
            Peer second = emulator.accept().line("VER 1 MSNP8");
            assertThat(second.read() + second.read()).isEqualTo(VER + CVR);
            CompletableFuture<?> closed = CompletableFuture.runAsync(relay::close);
            assertThat(idle.rest()).isEmpty();
            assertThat(server.rest()).isEmpty();
            idle.close();
            second.line("CVR 2 echo");
            assertThat(pending.rest()).isEqualTo("VER 1 MSNP8\r\nCVR 2 " + ADVICE + "\r\n");
            pending.close();
            closed.join();
        }
    }

    @Test
    void shouldCloseASilentConnection() {
        start(settings -> settings, host -> host.withTimeouts(Duration.ofMillis(50), Duration.ofMillis(50)));
        try (Peer client = client();
                Peer partial = client().send("VER 1")) {
            assertThat(client.rest()).isEmpty();
            assertThat(partial.restOrReset()).isIn("", "<reset>");
        }
    }

    @Test
    void shouldListenOnEachAddressOnce() {
        InetSocketAddress address = relay.address();
        assertThat(address.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(relay.addresses()).containsExactly(address);
    }
}
