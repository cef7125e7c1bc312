// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static dev.cvr0.transcript.ScriptedServer.readLine;
import static dev.cvr0.transcript.ScriptedServer.say;
import static dev.cvr0.transcript.ScriptedServer.saying;
import static dev.cvr0.transcript.ScriptedServer.waitForClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.transcript.ScriptedServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DialoguePlayerTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(80);

    @Test
    void shouldPassAServerThatFollowsTheTranscript() {
        Script script = client -> {
            say(client, readLine(client).startsWith("VER 1 CVR0\r") ? "VER 1 CVR0\r\n" : "no\r\n");
            say(client, readLine(client).equals("CVQ\r") ? "731 2\r\n" : "no\r\n");
        };
        assertThat(play("C: VER 1 CVR0\nS: VER 1 CVR0\nC> CVQ\\r\nC> \\n\nS~ 7[0-9]1 2\nclosed", script))
                .isEmpty();
    }

    @Test
    void shouldSendConsecutiveLinesInOneWrite() throws InterruptedException {
        BlockingQueue<String> reads = new LinkedBlockingQueue<>();
        play("C: a\nC: b\nC> c\nclosed", client -> {
            byte[] buffer = new byte[100];
            int number = client.getInputStream().read(buffer);
            reads.add(new String(buffer, 0, number, StandardCharsets.US_ASCII));
        });
        assertThat(reads.poll(10, TimeUnit.SECONDS)).isEqualTo("a\r\nb\r\nc");
    }

    @Test
    void shouldContinueAfterAMismatch() {
        assertThat(play("S: a\nS: b\nS: c\nclosed", saying("x\r\nb\r\ny \r\n")))
                .isEqualTo("f:2: expected 'a', got 'x'\nf:4: expected 'c', got 'y\\s'");
    }

    @Test
    void shouldReportABareLineFeed() {
        assertThat(play("S: a\nS~ b\nclosed", saying("a\nb\n")))
                .isEqualTo("f:2: expected 'a', got 'a' terminated by a bare LF instead of CRLF\n"
                        + "f:3: expected a line that matches 'b', got 'b' terminated by a bare LF instead of CRLF");
    }

    @Test
    void shouldMatchAPatternWithTheWholeLine() {
        assertThat(play("S~ a+\nS~ a+\nS~ a+\nclosed", saying("aaa\r\nab\r\nba\r\n")))
                .isEqualTo(
                        "f:3: expected a line that matches 'a+', got 'ab'\nf:4: expected a line that matches 'a+', got 'ba'");
    }

    @Test
    void shouldAbortAPatternWithExcessiveBacktracking() {
        // the back reference disables the optimization of the regex library against backtracking
        String line = "a".repeat(70) + "b";
        assertThat(play("S~ (a|aa)+\\1c\nclosed", saying(line + "\r\n")))
                .isEqualTo("f:2: expected a line that matches '(a|aa)+\\1c', got '" + line + "'");
    }

    @Test
    void shouldAbortAPatternWithExcessiveRecursion() {
        assertThat(play("S~ (a|b)*\nclosed", saying("a".repeat(8000) + "\r\n")))
                .startsWith("f:2: expected a line that matches '(a|b)*', got 'aaa");
    }

    @Test
    void shouldReportAnOverlongLineInASingleRead() {
        Bytes flood = Bytes.ofText("a".repeat(8192) + "\r\n");
        Dialogue dialogue = Transcript.parse("f", "== x\nS~ a+").dialogues().get(0);
        assertThat(new DialoguePlayer(() -> new RepeatingConnection(flood))
                        .play(dialogue)
                        .describe("f"))
                .startsWith(
                        "f:2: expected a line that matches 'a+', got more than 8191 bytes without a line terminator");
    }

    /** Receives the same input on each call. */
    private record RepeatingConnection(Bytes input) implements Connection {

        @Override
        public void send(Bytes bytes, Duration within) {}

        @Override
        public Optional<Bytes> receive(Duration within) {
            return Optional.of(input);
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldReportTheEndOfTheStreamInsteadOfALine() {
        assertThat(play("S: a\nS: b", saying(""))).isEqualTo("f:2: expected 'a', got the end of the stream");
        assertThat(play("S: a", saying("a\r"))).isEqualTo("f:2: expected 'a', got the end of the stream after 'a\\r'");
    }

    @Test
    void shouldReportSilence() {
        assertThat(play("S: a", DialoguePlayerTest::staySilent, SHORT, SHORT))
                .isEqualTo("f:2: expected 'a', got no input within 80 ms");
    }

    @Test
    void shouldReportAnEndlessLine() {
        Script trickle = client -> {
            while (true) {
                say(client, "a");
            }
        };
        assertThat(play("S: a", trickle))
                .matches(
                        "f:2: expected 'a', got more than 8191 bytes without a line terminator: 'a{400}'\\.\\.\\. \\([0-9]+ bytes\\)");
    }

    @Test
    void shouldReportAnOverlongLine() {
        assertThat(play("S: a\nclosed", saying("a".repeat(8190) + "\r\n" + "b".repeat(9000) + "\n")))
                .contains("f:2: expected 'a', got 'aaa")
                .contains("f:3: expected the server to close the connection, got 'bbb");
        assertThat(play("S: a\nclosed", saying("a".repeat(8191) + "\r\n")))
                .startsWith("f:2: expected 'a', got more than 8191 bytes without a line terminator")
                .hasLineCount(1);
    }

    @Test
    void shouldAcceptSilenceAsAnOpenConnection() {
        assertThat(play("open", DialoguePlayerTest::staySilent, LONG, SHORT)).isEmpty();
    }

    @Test
    void shouldReportInputInsteadOfAnOpenConnection() {
        assertThat(play("open", saying("a\r\n"), LONG, LONG))
                .isEqualTo("f:2: expected no more input and an open connection, got 'a\\r\\n'");
        assertThat(play("open", saying(""), LONG, LONG))
                .isEqualTo("f:2: expected no more input and an open connection, got the end of the stream");
        assertThat(play("S: a\nopen", saying("a\r\nb"), LONG, LONG))
                .isEqualTo("f:3: expected no more input and an open connection, got 'b'");
    }

    @Test
    void shouldReportInputOrSilenceInsteadOfAClose() {
        assertThat(play("S: a\nclosed", saying("a\r\nb\r\n")))
                .isEqualTo("f:3: expected the server to close the connection, got 'b\\r\\n'");
        assertThat(play("closed", DialoguePlayerTest::staySilent, SHORT, SHORT))
                .isEqualTo("f:2: expected the server to close the connection, got no input within 80 ms");
    }

    @Test
    void shouldNotAcceptAResetAsAClose() {
        assertThat(play("C: a\nclosed", DialoguePlayerTest::reset))
                .startsWith("f:3: expected the server to close the connection, got a reset connection (");
        assertThat(play("C: a\nS: b\nS: c", DialoguePlayerTest::reset))
                .startsWith("f:3: expected 'b', got a reset connection (")
                .hasLineCount(1);
    }

    @Test
    void shouldTimeOutIfTheServerDoesNotRead() {
        Bytes flood = Bytes.of(new byte[1 << 24]);
        Dialogue dialogue = new Dialogue("x", List.of(), List.of(new Step.Send(flood, 2), new Step.ExpectOpen(3)), 1);
        try (ScriptedServer server = new ScriptedServer(DialoguePlayerTest::neverRead)) {
            assertThat(new DialoguePlayer(server.peer(), SHORT, SHORT)
                            .play(dialogue)
                            .describe("f"))
                    .startsWith("f:2: expected the server to accept '\\x00")
                    .endsWith("(16777216 bytes), got a broken connection: the server does not accept more bytes");
        }
    }

    @Test
    void shouldReportARefusedConnection() throws IOException {
        InetSocketAddress gone;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = (InetSocketAddress) listener.getLocalSocketAddress();
        }
        Dialogue dialogue = Transcript.parse("f", "\n== x\nopen").dialogues().get(0);
        assertThat(new DialoguePlayer(new SocketPeer(gone)).play(dialogue).describe("f"))
                .startsWith("f:2: expected a connection, but connecting failed: ");
    }

    @Test
    void shouldReportAnUnknownHost() {
        Peer peer = new SocketPeer(InetSocketAddress.createUnresolved("nowhere.invalid", 1863));
        Dialogue dialogue = Transcript.parse("f", "== x\nopen").dialogues().get(0);
        assertThat(new DialoguePlayer(peer).play(dialogue).describe("f"))
                .isEqualTo("f:1: expected a connection, but connecting failed: unknown host nowhere.invalid");
    }

    @Test
    void shouldRejectInvalidTimes() {
        Peer peer = new SocketPeer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DialoguePlayer(peer, Duration.ZERO, SHORT));
        assertThatIllegalArgumentException().isThrownBy(() -> new DialoguePlayer(peer, LONG, Duration.ofDays(2)));
    }

    @Test
    void shouldReturnTheDialogueAndItsMismatches() {
        Dialogue dialogue = Transcript.parse("f", "== x\nS: a").dialogues().get(0);
        try (ScriptedServer server = new ScriptedServer(saying("b\r\n"))) {
            DialogueResult result = new DialoguePlayer(server.peer()).play(dialogue);
            assertThat(result.passed()).isFalse();
            assertThat(result.dialogue()).isEqualTo(dialogue);
            assertThat(result.mismatches()).containsExactly("2: expected 'a', got 'b'");
        }
    }

    private static String play(String steps, Script script) {
        return play(steps, script, LONG, SHORT);
    }

    private static String play(String steps, Script script, Duration stepLimit, Duration quiet) {
        Dialogue dialogue = Transcript.parse("f", "== x\n" + steps).dialogues().get(0);
        try (ScriptedServer server = new ScriptedServer(script)) {
            return new DialoguePlayer(server.peer(), stepLimit, quiet)
                    .play(dialogue)
                    .describe("f");
        }
    }

    private static void staySilent(Socket client) throws IOException {
        waitForClient(client);
    }

    private static void reset(Socket client) throws IOException {
        readLine(client);
        client.setSoLinger(true, 0);
    }

    // without reading, the server detects that the client has disconnected only when it writes
    private static void neverRead(Socket client) throws IOException {
        while (true) {
            say(client, "x");
        }
    }
}
