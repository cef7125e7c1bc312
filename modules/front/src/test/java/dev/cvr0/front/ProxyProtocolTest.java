// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PROXY headers from proxies in front of the relay, and to an emulator behind it. */
class ProxyProtocolTest {

    private static final Map<String, String> FROM_LOOPBACK = Map.of("cvr0.proxy-from", "127.0.0.0/8");

    @AutoClose
    private static final Policies POLICIES = Policies.prompt();

    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final String SIGN_IN = "VER 1 MSNP8 CVR0\r\n";
    private static final String CVR = RelayScript.decode("CVR 2 {A}");
    private static final int V6_BYTES = 36;

    private static Map<String, String> to(String protocol) {
        return Map.of("cvr0.proxy-from", "127.0.0.0/8", "cvr0.proxy-protocol", protocol);
    }

    /** A header of version 1 with a client's address. */
    static String v1(String client) {
        return "PROXY TCP4 " + client + " 198.51.100.9 40000 1863\r\n";
    }

    /** A header of version 2 for a proxied IPv4 connection from 192.0.2.1:40000. */
    private static String v2() {
        return SIGNATURE + "\u0021\u0011\0\u000c" + "\u00c0\0\u0002\u0001" + "\u00c6\u0033\u0064\u0009" + "\u009c\u0040"
                + "\u0007\u0047";
    }

    /** A header of version 2 with extensions that the relay does not know. */
    private static String v2WithExtensions() {
        return v2().replace("\u0021\u0011\0\u000c", "\u0021\u0011\0\u0013") + "\u00ea\0\u0004VER ";
    }

    private static String v6() {
        byte[] bytes = new byte[V6_BYTES];
        bytes[0] = 0x20;
        bytes[1] = 0x01;
        bytes[2] = 0x0D;
        bytes[3] = (byte) 0xB8;
        bytes[15] = 1;
        return SIGNATURE + "\u0021\u0021\0\u0024" + new String(bytes, ISO_8859_1);
    }

    private static Stream<String> headers() {
        return Stream.of(
                v1("192.0.2.1"),
                "PROXY TCP6 2001:db8::1 2001:db8::2 40000 1863\r\n",
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN 192.0.2.1 192.0.2.2 1 2\r\n",
                v2(),
                v2WithExtensions(),
                v6(),
                // the health check of a proxy
                SIGNATURE + "\u0020\0\0\0");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldAcceptAHeaderFromAListedAddress(String header) {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK)) {
            signIn(fixture, fixture.connect().send(header + SIGN_IN));
            signIn(fixture, fixture.connect().send(header).send("\r\n\n" + SIGN_IN));
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldAcceptAHeaderThatIsSplitAnywhere(String header) {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK)) {
            IntStream.range(1, header.length() + SIGN_IN.length()).forEach(at -> {
                Endpoint client = fixture.connect();
                new SplitSender('C', at).send('C', 0, client, header + SIGN_IN);
                signIn(fixture, client);
            });
            Endpoint client = fixture.connect();
            new SplitSender('C', SplitSender.EVERYWHERE).send('C', 0, client, header + SIGN_IN);
            signIn(fixture, client);
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldCloseAConnectionWithAHeaderFromAnotherAddress(String header) {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, Map.of("cvr0.proxy-from", "192.0.2.0/24"));
                RelayFixture none = RelayFixture.start(POLICIES)) {
            for (RelayFixture relay : List.of(fixture, none)) {
                try (Endpoint client = relay.connect().send(header + SIGN_IN)) {
                    client.expectClosed();
                    relay.emulator().expectNoConnection();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY\r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP4 x y 1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 99999 1\r\n",
                "PROXY TCP4 2001:db8::1 2001:db8::2 1 1\r\n",
                "\r\n\r\n\0\r\nQUIT\n\u0031\u0011\0\u000cAAAABBBBccdd",
                "\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u0002AA"
            })
    void shouldCloseAConnectionWithAMalformedHeader(String header) {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK);
                Endpoint client = fixture.connect().send(header + SIGN_IN)) {
            client.expectClosed();
            fixture.emulator().expectNoConnection();
        }
    }

    @Test
    void shouldCloseAConnectionWithAHeaderThatDoesNotEnd() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK);
                Endpoint client = fixture.connect().send("PROXY TCP4 " + "1".repeat(2000))) {
            client.expectClosed();
            fixture.emulator().expectNoConnection();
        }
    }

    @Test
    void shouldAcceptAConnectionWithoutHeader() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK)) {
            signIn(fixture, fixture.connect().send(SIGN_IN));
        }
    }

    @Test
    void shouldPassBytesThatOnlyBeginLikeAHeader() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES);
                Endpoint client = fixture.connect().send("PROPFIND / HTTP/1.1\r\n");
                Endpoint emulator = fixture.emulator().accept()) {
            emulator.expect("PROPFIND / HTTP/1.1\r\n");
        }
    }

    @Test
    void shouldAskThePolicyAboutTheProxiedAddress() throws Exception {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, FROM_LOOPBACK)) {
            for (String header : List.of(v1("192.0.2.1"), v2(), v2WithExtensions())) {
                signIn(fixture, fixture.connect().send(header + SIGN_IN));
                assertThat(POLICIES.lastAddress()).isEqualTo(InetAddress.getByName("192.0.2.1"));
            }
            signIn(fixture, fixture.connect().send(v6() + SIGN_IN));
            assertThat(POLICIES.lastAddress()).isEqualTo(InetAddress.getByName("2001:db8::1"));
            signIn(fixture, fixture.connect().send("PROXY UNKNOWN\r\n" + SIGN_IN));
            assertThat(POLICIES.lastAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            try (Endpoint client = fixture.connect()) {
                client.send(v1("192.0.2.7") + RelayScript.decode("CVQ 2 {A}"))
                        .expect(RelayScript.decode("CVQ 2 {advice A}"))
                        .expectEnd();
            }
            assertThat(POLICIES.lastAddress()).isEqualTo(InetAddress.getByName("192.0.2.7"));
        }
    }

    @Test
    void shouldSendAHeaderOfVersion2WithTheAddressesOfTheClient() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, to("v2"));
                Endpoint client = fixture.connect().send(SIGN_IN);
                Endpoint emulator = fixture.emulator().accept()) {
            emulator.expect(SIGNATURE + "\u0021\u0011\0\u000c" + "\u007f\0\0\u0001" + "\u007f\0\0\u0001"
                    + port(client.socket().getLocalPort())
                    + port(fixture.address().getPort()) + SIGN_IN);
        }
    }

    @Test
    void shouldSendAHeaderOfVersion2WithTheAddressesOfAProxy() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, to("v2"))) {
            for (String header : List.of(v1("192.0.2.1"), v2(), v2WithExtensions())) {
                try (Endpoint client = fixture.connect().send(header + "ANS 1\r\n");
                        Endpoint emulator = fixture.emulator().accept()) {
                    emulator.expect(v2() + "ANS 1\r\n").send("ANS 1 OK\r\n");
                    client.expect("ANS 1 OK\r\n");
                }
            }
        }
    }

    @Test
    void shouldSendAHeaderOfVersion1() {
        try (RelayFixture fixture = RelayFixture.start(POLICIES, to("v1"));
                Endpoint client = fixture.connect().send(v2() + SIGN_IN);
                Endpoint emulator = fixture.emulator().accept()) {
            emulator.expect(v1("192.0.2.1") + SIGN_IN).send("VER 1 MSNP8\r\n");
            client.expect("VER 1 MSNP8\r\n");
        }
    }

    private static String port(int port) {
        return "" + (char) (port >> 8) + (char) (port & 0xFF);
    }

    // Plays a sign-in whose VER has been sent.
    private static void signIn(RelayFixture fixture, Endpoint client) {
        try (client;
                Endpoint emulator = fixture.emulator().accept().expect(SIGN_IN).send("VER 1 MSNP8\r\n")) {
            client.expect("VER 1 MSNP8\r\n").send(CVR);
            emulator.expect(CVR).send(RelayScript.decode("CVR 2 {echo}"));
            client.expect(RelayScript.decode("CVR 2 {advice A}")).endOutput();
            emulator.expectEnd().endOutput();
            client.expectEnd();
        }
    }
}
