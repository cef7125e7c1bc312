// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A few dialogues in each mode; the figures are left alone. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processor time is read from /proc")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadIT {

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    @Tag("slow")
    void shouldMeasureInEachMode() {
        List<Section> sections = LoadMeasurements.measure(new Plan(1, SHORT, 20), LoadMeasurements.modes());

        assertThat(sections)
                .extracting(Section::title)
                .containsExactly(
                        "Dialogues at full rate",
                        "Dialogues at half of the full rate",
                        "Idle connections",
                        "Bad input beside good",
                        "Start");
        assertThat(sections).allSatisfy(section -> assertThat(section.rows()).hasSizeGreaterThan(2));
        assertThat(sections.stream().map(Section::toString).collect(Collectors.joining()))
                .contains("| still open at the end | 20 | all: met |")
                .doesNotContain("| answers per second | 0.00");
    }

    @Test
    void shouldTakeNoWrongAnswer() {
        try (Generator generator = new Generator(List.of(wrong()));
                ServerProcess canned = Servers.canned()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> generator.closedLoop(canned.address(), 1, SHORT))
                    .withMessageStartingWith("a wrong answer: byte 15 is '7', expected CVQ 2 7.0.0813 8");
        }
    }

    @Test
    void shouldSendWhatManyUsersWithManyProgramsSend() {
        Set<String> questions = Dialogues.of(1000).stream()
                .map(dialogue -> new String(dialogue.cvq(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());

        assertThat(questions).hasSize(1000);
        assertThat(questions.stream()
                        .map(question -> question.substring(0, question.indexOf(" MSMSGS")))
                        .distinct())
                .hasSize(200);
    }

    private static Dialogue wrong() {
        return Dialogue.of(
                Dialogues.VER,
                Dialogues.VER_ANSWER,
                "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com",
                Dialogues.CVQ_ANSWER.replaceFirst("7\\.0\\.0813 7", "7.0.0813 8"));
    }
}
