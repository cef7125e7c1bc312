// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.StubVersions;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.testkit.TestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionStatisticsTest {

    private static final Decision DECISION = new Decision(
            Verb.CVQ,
            TestClient.messenger("6.0.0602").profile(),
            StubVersions.REQUIRED,
            Outcome.DECIDED,
            Duration.ZERO);

    private volatile Instant now = Instant.parse("2026-11-21T12:34:56Z");
    private final DecisionStatistics statistics = new DecisionStatistics(() -> now);

    @Test
    void shouldCountTheLastHourByMinute() {
        statistics.decided(DECISION);
        statistics.decided(DECISION);
        now = now.plusSeconds(60);
        statistics.decided(DECISION);

        List<Long> expected = new ArrayList<>(Collections.nCopies(58, 0L));
        expected.addAll(List.of(2L, 1L));
        assertThat(statistics.answersPerMinute()).isEqualTo(expected);

        now = now.plusSeconds(58 * 60);
        assertThat(statistics.answersPerMinute()).startsWith(2L, 1L, 0L).hasSize(60);
        now = now.plusSeconds(60);
        assertThat(statistics.answersPerMinute()).startsWith(1L, 0L);
        statistics.decided(DECISION);
        assertThat(statistics.answersPerMinute()).startsWith(1L, 0L).endsWith(0L, 1L);
        now = now.plusSeconds(3600);
        assertThat(statistics.answersPerMinute()).containsOnly(0L);
    }

    @Test
    void shouldCountWhenTheClockIsSetBack() {
        statistics.decided(DECISION);
        now = now.minusSeconds(600);

        statistics.decided(DECISION);

        assertThat(statistics.outcomes()).containsEntry(Outcome.DECIDED, 2L).containsEntry(Outcome.FAILED, 0L);
        assertThat(statistics.answersPerMinute()).endsWith(1L);
    }

    @Test
    void shouldCountEachDecisionOfManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> count = () -> {
                IntStream.range(0, 10_000).forEach(i -> statistics.decided(DECISION));
                return null;
            };
            for (var done : threads.invokeAll(Collections.nCopies(4, count))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(statistics.answersPerMinute()).endsWith(40_000L);
        assertThat(statistics.clients(now).values()).containsExactly(40_000L);
    }
}
