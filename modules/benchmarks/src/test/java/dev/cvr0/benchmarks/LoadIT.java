// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs each benchmark briefly, without checking the figures. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processor time is read from /proc")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadIT {

    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    @Tag("slow")
    void shouldMeasureDialogues() {
        String page = page((report, generator) -> DialogueLoad.measure(report, generator, 1));

        assertThat(page)
                .contains("## Load at full rate\n", "## Load at half of the full rate\n")
                .containsPattern("\\| load, CPU per dialogue, full / canned \\| [0-9,.]+ \\| at most 1.25 \\|")
                .containsPattern("\\| load, dialogues per second, full / canned \\| [0-9,.]+ \\| at least 0.85 \\|")
                .containsPattern("\\| load, p99, full / canned \\| [0-9,.]+ \\| at most 1.20 \\|")
                .doesNotContain("| dialogues per second | 0.00", "| CPU per dialogue, µs | 0.00");
    }

    @Test
    @Tag("slow")
    void shouldCompareTelemetry() {
        String page = page((report, generator) -> TelemetryLoad.measure(report, generator, 1));

        assertThat(page)
                .contains("## Telemetry\n")
                .containsPattern(
                        "\\| telemetry and management API, dialogues per CPU second, with / without \\| [0-9.]+ \\| at least"
                                + " 0.95 \\|");
    }

    @Test
    @Tag("slow")
    void shouldMeasureHttp() {
        String page = page((report, generator) -> HttpLoad.measure(report, generator, 1));

        assertThat(page)
                .contains("## HTTP\n", "| figure | one line | 1,000 lines |")
                .containsPattern("\\| HTTP, requests per CPU second \\| [0-9,.]+ \\| at least 30,000 \\|")
                .doesNotContain("| requests per second | 0.00");
    }

    @Test
    @Tag("slow")
    void shouldKeepIdleConnectionsOpen() {
        String page = page((report, generator) -> IdleConnections.measure(report, generator, 1, 120));

        assertThat(page)
                .contains("120 idle connections and a heap of 32 MiB")
                .contains("| idle connections, open at the end | 120 | at least 120 | met |")
                .containsPattern("\\| resident memory per connection, bytes \\| -?[0-9]+ \\|");
    }

    @Test
    @Tag("slow")
    void shouldMeasureStartup() {
        String page = page(
                (report, generator) -> Startup.measure(report, 1, List.of(Path.of(System.getProperty("java.home")))));

        assertThat(page)
                .contains("## Startup\n", "\n| " + System.getProperty("java.version") + " | ")
                .doesNotContain("| 0.00");
    }

    @Test
    @Tag("slow")
    void shouldCompareRelays() {
        String page = page((report, generator) -> RelayLoad.measure(report, 1, SHORT, 0, 200));

        assertThat(page)
                .containsPattern(
                        "\\| relay, sign-ins per CPU second, relay / minimal relay \\| [0-9,.]+ \\| at least 0.80 \\|")
                .contains("| relay, idle sessions held | 200 | at least 200 | met |")
                .containsPattern("\\| relay, live heap per idle session, bytes \\| [0-9,.]+ \\| at most 6,144 \\|")
                .doesNotContain("| 0.00");
    }

    @Test
    void shouldRejectAWrongAnswer() {
        String wrong = new String(Dialogue.CVQ_ANSWER, StandardCharsets.US_ASCII)
                .strip()
                .replaceFirst("7\\.0\\.0813 7", "7.0.0813 8");
        Dialogue dialogue =
                Dialogue.cvq(Dialogue.of(1).get(0).exchanges().get(1).request(), Dialogue.line(wrong));
        try (Generator generator = new Generator(List.of(dialogue), SHORT);
                ServerProcess canned = ServerProcess.canned()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> generator.closedLoop(canned.address(), 1))
                    .withMessageStartingWith("a wrong answer: byte 15 is '7', expected CVQ 2 7.0.0813 8");
        }
    }

    @Test
    void shouldSendLinesOfManyUsersAndPrograms() {
        Set<String> lines = Dialogue.of(1000).stream()
                .map(dialogue -> new String(dialogue.exchanges().get(1).request(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());

        assertThat(lines).hasSize(1000);
        assertThat(lines.stream()
                        .map(line -> line.substring(0, line.indexOf(" MSMSGS")))
                        .distinct())
                .hasSize(200);
    }

    private static String page(Measurement measurement) {
        Report report = new Report();
        try (Generator generator = new Generator(Dialogue.of(1000), SHORT)) {
            measurement.addTo(report, generator);
        }
        return report.text();
    }

    private interface Measurement {
        void addTo(Report report, Generator generator);
    }
}
