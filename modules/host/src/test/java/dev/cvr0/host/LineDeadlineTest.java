// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineDeadlineTest {

    private final MockTicker clock = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(clock).build();
    private final AtomicInteger expiries = new AtomicInteger();

    @AfterEach
    void close() {
        channel.close();
    }

    private LineDeadline deadline(int firstSeconds, int idleSeconds) {
        return new LineDeadline(
                channel.eventLoop(),
                Duration.ofSeconds(firstSeconds),
                Duration.ofSeconds(idleSeconds),
                expiries::incrementAndGet);
    }

    private void pass(int seconds) {
        clock.advance(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void firstLineShouldHaveItsOwnLimit() {
        deadline(30, 60);
        pass(29);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void firstLineShouldHaveItsOwnLimitWhenThatIsTheLongerOne() {
        deadline(60, 30);
        pass(59);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void laterLineShouldHaveTheIdleLimitFromTheLineBefore() {
        LineDeadline deadline = deadline(30, 60);
        pass(29);
        deadline.restart(deadline.now());
        pass(59);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void idleLimitShouldHoldSoonerThanTheFirstLines() {
        LineDeadline deadline = deadline(60, 10);
        pass(1);
        deadline.restart(deadline.now());
        pass(9);
        assertThat(expiries).hasValue(0);
        pass(1);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void everyLineShouldStartTheTimeAnew() {
        LineDeadline deadline = deadline(30, 60);
        for (int i = 0; i < 100; i++) {
            pass(29);
            deadline.restart(deadline.now());
        }
        assertThat(expiries).hasValue(0);
    }

    @Test
    void timeShouldStandStillWhileHeld() {
        LineDeadline deadline = deadline(30, 60);
        deadline.restart(deadline.now());
        deadline.hold();
        pass(1000);
        assertThat(expiries).hasValue(0);
        deadline.restart(deadline.now());
        pass(59);
        assertThat(expiries).hasValue(0);
        pass(61);
        assertThat(expiries).hasValue(1);
    }

    @Test
    void cancelledDeadlineShouldNeverExpire() {
        LineDeadline deadline = deadline(30, 60);
        deadline.cancel();
        pass(1000);
        assertThat(expiries).hasValue(0);
    }
}
