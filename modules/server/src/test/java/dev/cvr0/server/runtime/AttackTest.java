// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The delay of a normal client while other clients attack the server. Every address in 127.0.0.0/8 exists on Linux only. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
class AttackTest {

    private static final String BAD_LOCALE = "CVQ 2 0x1111 winnt 5.1 i386 MSNMSGR 6.0.0602\r\n";
    private static final String NORMAL = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com\r\n";
    private static final int MAX_FACTOR = 5;
    // Below this, the delay depends on the scheduler of a busy build machine rather than on the server.
    private static final Duration MIN_IDLE_P99 = Duration.ofMillis(5);
    private static final int MAX_ROUNDS = 20;
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    @Test
    void shouldAnswerOthersWhileOneAddressTriesToHoldAllConnections() throws IOException {
        answersOthersWhileOneAddressTriesToHoldAllConnections(200);
    }

    @Test
    void shouldAnswerOthersWhileManyConnectionsSendWithoutPause() throws IOException {
        answersOthersWhileManyConnectionsSendWithoutPause(200);
    }

    @Test
    @Tag("slow")
    void shouldAnswerOthersForALongTime() throws IOException {
        answersOthersWhileOneAddressTriesToHoldAllConnections(2000);
        answersOthersWhileManyConnectionsSendWithoutPause(2000);
    }

    private static void answersOthersWhileOneAddressTriesToHoldAllConnections(int dialogues) throws IOException {
        try (ServerPeer peer = new ServerPeer(Map.of(
                "cvr0.trusted-addresses", "none", "cvr0.max-connections", "1000", "cvr0.first-line-timeout", "10s"))) {
            InetSocketAddress server = peer.server().address();
            Duration idle = idleP99(server, dialogues);
            try (Attack attack = new Attack(server, 1000, i -> address(3), "VER 1 ", false)) {
                attack.awaitOpened(1500);
                awaitConnections(peer, 256);
                assertNotStarved(server, dialogues, idle);
            }
        }
    }

    private static void answersOthersWhileManyConnectionsSendWithoutPause(int dialogues) throws IOException {
        try (ServerPeer peer = new ServerPeer(Map.of("cvr0.trusted-addresses", "none"))) {
            InetSocketAddress server = peer.server().address();
            Duration idle = idleP99(server, dialogues);
            String text = BAD_LOCALE.repeat(100);
            try (Attack attack = new Attack(server, 2000, i -> address(10 + i % 20), text, true)) {
                attack.awaitOpened(2000);
                awaitConnections(peer, 2000);
                assertNotStarved(server, dialogues, idle);
            }
        }
    }

    private static void awaitConnections(ServerPeer peer, int count) {
        while (peer.server().connections() < count) {
            Thread.onSpinWait();
        }
    }

    // Other processes may delay one round. The server would delay all of them.
    private static void assertNotStarved(InetSocketAddress server, int dialogues, Duration idle) {
        Duration reference = idle.compareTo(MIN_IDLE_P99) < 0 ? MIN_IDLE_P99 : idle;
        Duration limit = reference.multipliedBy(MAX_FACTOR);
        List<Duration> rounds = new ArrayList<>();
        do {
            rounds.add(p99(server, dialogues));
        } while (rounds.size() < MAX_ROUNDS && rounds.get(rounds.size() - 1).compareTo(limit) > 0);
        assertThat(rounds)
                .as("p99 under attack; idle: " + idle)
                .anySatisfy(p99 -> assertThat(p99).isLessThanOrEqualTo(limit));
    }

    // The first dialogues compile the code of the server.
    private static Duration idleP99(InetSocketAddress server, int dialogues) {
        p99(server, dialogues);
        return p99(server, dialogues);
    }

    private static Duration p99(InetSocketAddress server, int dialogues) {
        long[] delays = LongStream.range(0, dialogues)
                .map(i -> dialogue(server))
                .sorted()
                .toArray();
        return Duration.ofNanos(delays[dialogues * 99 / 100]);
    }

    /** Returns the time from connecting to the answer of CVQ. */
    private static long dialogue(InetSocketAddress server) {
        long start = System.nanoTime();
        try (Socket socket = new Socket(server.getAddress(), server.getPort(), address(2), 0)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(ask(socket, answers, "VER 1 CVR0\r\n")).isEqualTo("VER 1 CVR0");
            assertThat(ask(socket, answers, NORMAL)).startsWith("CVQ 2 7.0.0813 ");
            return System.nanoTime() - start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(Socket socket, BufferedReader answers, String line) throws IOException {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        return answers.readLine();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
