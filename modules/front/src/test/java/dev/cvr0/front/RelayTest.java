// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static dev.cvr0.front.StubVersions.ADVICE;
import static dev.cvr0.front.StubVersions.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.host.Endpoint;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostFixture;
import dev.cvr0.host.ListenAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
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
    private final FakeEmulator emulator = new FakeEmulator();
    private Relay relay;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    @AfterEach
    void close() {
        awaitNoConnections();
        relay.close();
        emulator.close();
    }

    private void start(Map<String, String> settings) {
        if (relay != null) {
            relay.close();
        }
        HandlerRegistry plugin = new HandlerRegistry(List.of());
        plugin.register(versions);
        relay = RelayFixture.start(emulator.address(), settings, plugin, versions);
    }

    private Endpoint client() {
        return Endpoint.connect(relay.address());
    }

    private void awaitNoConnections() {
        HostFixture.await("no connection is left", () -> relay.connections() == 0);
    }

    @Test
    void shouldReplaceTheAnswerToCvrAndRelayTheRest() {
        try (Endpoint client = client().send(VER);
                Endpoint server = emulator.accept()) {
            server.expect(VER).line("VER 1 MSNP8");
            client.expect("VER 1 MSNP8\r\n").send(CVR);
            server.expect(CVR).line("CVR 2 1 2 3 4 5");
            client.expect("CVR 2 " + ADVICE + "\r\n").send(USR);
            server.expect(USR).line("USR 3 TWN S x");
            client.expect("USR 3 TWN S x\r\n").send("no line\0\n\r");
            server.expect("no line\0\n\r").line("CVR 2 is not an answer any more");
            client.expect("CVR 2 is not an answer any more\r\n");
        }
        assertThat(relay.counters().count(RelayEvent.ANSWER_REPLACED)).isEqualTo(1);
        assertThat(versions.offers.remove()).hasSize(3);
    }

    @Test
    void shouldHoldPipelinedLinesAndSendThemTogether() {
        try (Endpoint client = client().send("\r\n\n" + VER + CVR + USR);
                Endpoint server = emulator.accept()) {
            server.expectAtOnce(VER);
            server.line("VER 1 MSNP8");
            server.expectAtOnce(CVR + USR);
            server.send("USR 3 TWN S x\r\nCVR 2 echo\r\nMSG 1\r\n");
            client.expect("VER 1 MSNP8\r\n")
                    .expect("USR 3 TWN S x\r\n")
                    .expect("CVR 2 " + ADVICE + "\r\n")
                    .expect("MSG 1\r\n");
        }
    }

    @Test
    void shouldPassOnTheEmulatorsAnswerWithoutADecision() {
        try (Endpoint client = client().send(VER + "CVR 007 " + request("unknown") + "\r\nCVR 8 x\r\nCVR 9 "
                        + request("6.0") + "\r\n");
                Endpoint server = emulator.accept().line("VER 1 MSNP8")) {
            server.line("420 7").line("CVR 8 own").line("CVR 09 echo").endOutput();
            client.endOutput();
            client.expect("VER 1 MSNP8\r\n420 7\r\nCVR 8 own\r\nCVR 9 " + ADVICE + "\r\n")
                    .expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.ANSWER_PASSED)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"VER 1 0", "VER 1 CVR0", "VER 1 MSNP21", "<end>", "<reset>"})
    void shouldAnswerLocallyWithoutAUsableDialect(String answer) {
        try (Endpoint client = client().send(VER + "CVQ 2 x\r\n");
                Endpoint server = emulator.accept()) {
            server.expect(VER);
            switch (answer) {
                case "<end>" -> server.endOutput();
                case "<reset>" -> server.reset();
                default -> server.line(answer);
            }
            client.expect("VER 1 CVR0\r\nCVQ 2 local\r\n").expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.ANSWERED_LOCALLY)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"VER 1 MSNP8, VER 1 0", "VER 1 MSNP8, VER 1", "VER 1 MSNP8 CVR0, 500 1"})
    void shouldPassOnARefusalOfTheEmulator(String ver, String answer) {
        try (Endpoint client = client().line(ver).line("CVR 2 x");
                Endpoint server = emulator.accept()) {
            server.expect(ver + "\r\n").line(answer).expect("CVR 2 x\r\n");
            server.endOutput();
            client.endOutput();
            client.expect(answer + "\r\n").expectEnd();
        }
        assertThat(versions.offers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USR 1 a b\r\n", "\u0016\u0003\u0001", "VERY", "CVQx", "C", "GET / HTTP/1.1\r\n\r\n"})
    void shouldPassThroughOtherProtocols(String bytes) {
        try (Endpoint client = client().send(bytes).endOutput();
                Endpoint server = emulator.accept()) {
            server.expect(bytes).expectEnd().send("answer").endOutput();
            client.expect("answer").expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.PASSED_THROUGH)).isEqualTo(1);
    }

    @Test
    void shouldCloseAMalformedFirstLine() {
        try (Endpoint client = client().line("VER x MSNP8")) {
            client.expectEnd();
        }
        try (Endpoint client = client().send("VER 1 " + "x".repeat(1700))) {
            client.expectEnd();
        }
    }

    @Test
    void shouldHoldTheLinesAfterAPendingDecision() throws InterruptedException {
        String pending = "CVR 2 " + request("later") + "\r\n";
        try (Endpoint client = client().send(VER + pending + USR);
                Endpoint server = emulator.accept().line("VER 1 MSNP8")) {
            server.expect(VER + pending).line("NOT 0").line("CVR 2 echo").line("MSG after");
            client.expect("VER 1 MSNP8\r\nNOT 0\r\n");
            versions.later.take().complete(StubVersions.advise(Enforcement.ADVISE));
            client.expect("CVR 2 " + ADVICE + "\r\nMSG after\r\n");
            server.expect(USR);
        }
    }

    @ParameterizedTest
    @CsvSource({"close, false", "later, false", "close, true", "later, true"})
    void shouldCloseAfterTheAdvice(String version, boolean pipelined) throws InterruptedException {
        String cvr = "CVR 2 " + request(version) + "\r\n";
        try (Endpoint client = client().send(VER + cvr + (pipelined ? USR : ""));
                Endpoint server = emulator.accept().line("VER 1 MSNP8")) {
            if (!pipelined || version.equals("later")) {
                server.expect(VER + cvr);
            }
            if (version.equals("later")) {
                versions.later.take().complete(StubVersions.advise(Enforcement.CLOSE));
            }
            client.expect("VER 1 MSNP8\r\nCVR 2 " + ADVICE + "\r\n").expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.CLOSED)).isEqualTo(1);
    }

    @Test
    void shouldCloseWithoutTheAdviceWithinAPayload() {
        String part = "MSG a b 100000\r\n" + "x".repeat(50_000);
        try (Endpoint client = client().send("VER 1 MSNP7\r\n");
                Endpoint server = emulator.accept().line("VER 1 MSNP7")) {
            client.expect("VER 1 MSNP7\r\n");
            server.send(part);
            client.expect(part).send("CVR 2 " + request("close") + "\r\n").expectEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({"reject, false", "later, false", "reject, true", "later, true"})
    void shouldRefuseTheSignInAfterTheAdvice(String version, boolean pipelined) throws InterruptedException {
        String cvr = "CVR 2 " + request(version) + "\r\n";
        try (Endpoint client = client().send(VER + cvr + (pipelined ? USR : ""));
                Endpoint server = emulator.accept().line("VER 1 MSNP8")) {
            client.expect("VER 1 MSNP8\r\n");
            if (version.equals("later")) {
                versions.later.take().complete(StubVersions.advise(Enforcement.REJECT));
            }
            client.expect("CVR 2 " + ADVICE + "\r\n");
            if (!pipelined) {
                client.send(USR);
            }
            client.expect("601 3\r\n").expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.REJECTED)).isEqualTo(1);
    }

    @Test
    void shouldLeaveItToTheClientToCloseAfterAnError() {
        start(Map.of("cvr0.close-grace", "10m"));
        try (Endpoint client = client().send(VER + "CVR 2 " + request("reject") + "\r\n" + USR);
                Endpoint server = emulator.accept().line("VER 1 MSNP9")) {
            server.expect(VER);
            client.expect("VER 1 MSNP9\r\nCVR 2 " + ADVICE + "\r\n601 3\r\n").expectNothing();
        }
        awaitNoConnections();
    }

    @Test
    void shouldFollowOldDialectsToTheEnd() {
        try (Endpoint client = client().line("VER 1 MSNP7 CVR0");
                Endpoint server = emulator.accept()) {
            server.expect("VER 1 MSNP7 CVR0\r\n")
                    .line("VER 1 msnp7")
                    .line("USR 2 OK")
                    .send("MSG a b 12\r\nCVR 3 1\r\nxyz");
            client.line("USR 2 MD5 I a").send("QRY 3 p 9\r\nCVR 3 x\r\n").line("CVR 3 " + request("6.0"));
            server.expect("USR 2 MD5 I a\r\n")
                    .expect("QRY 3 p 9\r\nCVR 3 x\r\n")
                    .expect("CVR 3 " + request("6.0") + "\r\n")
                    .line("QRY 3")
                    .line("CVR 3 echo");
            client.expect("VER 1 msnp7\r\nUSR 2 OK\r\n")
                    .expect("MSG a b 12\r\nCVR 3 1\r\nxyz")
                    .expect("QRY 3\r\nCVR 3 " + ADVICE + "\r\n")
                    .line("CVR 4 " + request("reject"))
                    .expect("CVR 4 " + ADVICE + "\r\n")
                    .expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.CLOSED)).isEqualTo(1);
    }

    @Test
    void shouldStopFollowingALineThatIsTooLong() {
        String overlong = "x".repeat(2000) + "\r\n";
        try (Endpoint client = client().line("VER 1 MSNP7");
                Endpoint server = emulator.accept()) {
            server.expect("VER 1 MSNP7\r\n").line("VER 1 MSNP7");
            client.expect("VER 1 MSNP7\r\n").send(overlong).line("CVR 4 " + request("6.0"));
            server.expect(overlong)
                    .expect("CVR 4 " + request("6.0") + "\r\n")
                    .send(overlong)
                    .line("CVR 4 echo");
            client.expect(overlong + "CVR 4 echo\r\n");
        }
    }

    @Test
    void shouldRewriteTransfers() {
        try (FakeEmulator notification = new FakeEmulator()) {
            start(Map.of("cvr0.xfr", "10.0.0.5:1863=localhost:0=" + ListenAddress.format(notification.address())));
            int port = relay.addresses().get(1).getPort();
            try (Endpoint client = client().send(VER + USR);
                    Endpoint server = emulator.accept().line("VER 1 MSNP8")) {
                server.line("XFR 3 NS 10.0.0.5:1863 0 10.0.0.9:1863").line("XFR 4 NS 10.0.0.5:1863");
                client.expect("VER 1 MSNP8\r\n")
                        .expect("XFR 3 NS localhost:" + port + " 0 10.0.0.9:1863\r\n")
                        .expect("XFR 4 NS 10.0.0.5:1863\r\n");
            }
            try (Endpoint client = Endpoint.connect(relay.addresses().get(1)).send(VER);
                    Endpoint server = notification.accept()) {
                server.expect(VER);
            }
            assertThat(relay.events().get(RelayEvent.TRANSFER_REWRITTEN)).isEqualTo(1);
            assertThat(relay.counters().count(RelayEvent.TRANSFER_PASSED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseSignInsWithoutAnEmulator(boolean refused) {
        start(Map.of("cvr0.upstream-timeout", "300ms"));
        if (refused) {
            emulator.close();
        }
        try (Endpoint client = client().send(VER + CVR + "CVR 4 x\r\n")) {
            client.expect("VER 1 MSNP9\r\nCVR 2 " + ADVICE + "\r\n601 4\r\n").expectEnd();
        }
        try (Endpoint client = client().line("VER 1 CVR0").line("CVQ 2 x")) {
            client.expect("VER 1 CVR0\r\nCVQ 2 local\r\n").expectEnd();
        }
        assertThat(relay.counters().count(RelayEvent.EMULATOR_AWAY)).isEqualTo(2);
        assertThat(versions.offers.remove()).hasSize(3);
    }

    @Test
    void shouldPassOnAResetOfTheClient() {
        Endpoint client = client().send("USR 1 x\r\n");
        try (Endpoint server = emulator.accept()) {
            server.expect("USR 1 x\r\n");
            client.reset();
            server.expectReset();
        }
    }

    @Test
    void shouldListenOnEachAddressOnce() {
        InetSocketAddress address = relay.address();
        assertThat(address.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(relay.addresses()).containsExactly(address);
    }
}
