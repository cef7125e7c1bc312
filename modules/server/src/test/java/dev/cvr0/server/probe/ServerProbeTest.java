// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.server.probe.Outcome.Status;
import dev.cvr0.server.runtime.ServerPeer;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcript;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServerProbeTest {

    private static final HostCapabilities MSNP8 = new HostCapabilities(List.of("MSNP8"), Set.of("CVR", "USR"));

    @Test
    void shouldReportAForeignEmulatorOnOneScreenWithinSeconds() throws InterruptedException {
        try (ForeignEmulator emulator = new ForeignEmulator()) {
            long start = System.nanoTime();
            ProbeReport report = report(peer(emulator.port()), MSNP8, Duration.ofSeconds(1));
            Duration duration = Duration.ofNanos(System.nanoTime() - start);

            assertThat(duration).isLessThan(Duration.ofSeconds(20));
            assertThat(report.lines())
                    .hasSizeLessThanOrEqualTo(23)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(118));
            assertThat(report.passed()).isFalse();
        }
    }

    @Test
    void shouldReportOnceThatCvqIsNotAnswered() throws InterruptedException {
        try (ForeignEmulator emulator = new ForeignEmulator()) {
            ProbeReport report = report(peer(emulator.port()), MSNP8, Duration.ofMillis(300));

            assertThat(report.lines())
                    .filteredOn(line -> line.contains("CVQ is not answered: got no input within 300 ms"))
                    .singleElement()
                    .asString()
                    .startsWith("NOT TESTED ");
            assertThat(report.lines())
                    .anyMatch(line -> line.contains("VER 1 CVR0 does not select CVR0: got 'VER 1 0'"))
                    .anyMatch(line -> line.contains("/src/docs/protocol.md#cvq-answer"))
                    .anyMatch(line -> line.startsWith("FAILED "));
        }
    }

    @Test
    void shouldTestCvrOfAServerThatAnswersIt() throws InterruptedException {
        try (ForeignEmulator emulator = new ForeignEmulator()) {
            List<Outcome> outcomes = new ServerProbe(
                            peer(emulator.port()), Duration.ofMillis(300), 16, (n, total) -> {})
                    .playConformance(MSNP8);

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.status() == Status.PASSED)
                    .extracting(outcome -> outcome.dialogue().name())
                    .contains(
                            "CVR in a session with another dialect is answered by the host",
                            "CVR0 before a common dialect");
        }
    }

    @Test
    void shouldPassThisServerWithADialectAndReportProgress() throws InterruptedException {
        AtomicInteger progress = new AtomicInteger();
        try (ServerPeer peer = new ServerPeer(Map.of())) {
            List<Outcome> outcomes = new ServerProbe(
                            peer, Duration.ofSeconds(5), 4, (n, total) -> progress.incrementAndGet())
                    .playConformance(HostCapabilities.NONE);
            ProbeReport report = new ProbeReport("here", outcomes, Duration.ofMillis(1234));

            assertThat(report.passed()).as(report.lines().toString()).isTrue();
            assertThat(progress).hasValueGreaterThanOrEqualTo(outcomes.size());
            assertThat(report.lines())
                    .anyMatch(line -> line.startsWith("not applicable ")
                            && line.endsWith(": the dialogues require other settings of the server"))
                    .last()
                    .asString()
                    .matches("here: \\d+ dialogues passed, 0 failed, 0 not tested, \\d+ not applicable \\(1\\.2 s\\)");
        }
    }

    @Test
    void shouldGroupDialoguesByCause() throws InterruptedException {
        Transcript mine = Transcript.parse("mine.msnp", """
                == one
                C: VER 1 MSNP9
                S: VER 1 MSNP9
                == two
                C: VER 22 MSNP9
                S: VER 22 MSNP9
                == three
                C: VER 3 MSNP8
                S: VER 3 MSNP8
                """);
        try (ForeignEmulator emulator = new ForeignEmulator()) {
            List<Outcome> outcomes = new ServerProbe(peer(emulator.port()), Duration.ofSeconds(5), 2, (n, total) -> {})
                    .play(List.of(mine));
            ProbeReport report = new ProbeReport("there", outcomes, Duration.ofSeconds(2));

            assertThat(report.lines())
                    .containsExactly(
                            "FAILED 2: expected 'VER n MSNP9', got 'VER n 0'",
                            "  mine.msnp:3 one and 1 more",
                            "there: 1 dialogues passed, 2 failed, 0 not tested, 0 not applicable (2.0 s)");
            assertThat(report.details())
                    .contains("passed  mine.msnp: three", "  mine.msnp:3: expected 'VER 1 MSNP9', got 'VER 1 0'");
        }
    }

    @Test
    void shouldPrintTheReportAsJson() throws InterruptedException {
        try (ForeignEmulator emulator = new ForeignEmulator()) {
            JsonObject json =
                    report(peer(emulator.port()), MSNP8, Duration.ofMillis(300)).json();

            JsonObject largest = json.getJsonArray("causes").getJsonObject(0);
            assertThat(largest.getString("status")).isEqualTo("NOT_TESTED");
            assertThat(largest.getString("cause")).startsWith("CVQ is not answered: ");
            assertThat(largest.getJsonArray("statements").getString(0)).endsWith("protocol.md#cvq-answer");
            assertThat(largest.getJsonArray("dialogues").getJsonObject(0).getString("file"))
                    .isEqualTo("characters.msnp");
            assertThat(json.getInt("notTested")).isGreaterThan(100);
        }
    }

    private static ProbeReport report(Peer peer, HostCapabilities host, Duration timeout) throws InterruptedException {
        List<Outcome> outcomes = new ServerProbe(peer, timeout, 16, (n, total) -> {}).playConformance(host);
        return new ProbeReport("there", outcomes, Duration.ofSeconds(1));
    }

    private static Peer peer(int port) {
        return new SocketPeer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
