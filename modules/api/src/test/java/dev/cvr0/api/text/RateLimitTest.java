// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit limit = new RateLimit(Duration.ofNanos(10), clock::get);

    @Test
    void shouldPermitOneEventPerPeriodAndCountTheOthers() {
        assertThat(limit.tryAcquire()).hasValue(0);
        assertThat(limit.tryAcquire()).isEmpty();
        clock.addAndGet(9);
        assertThat(limit.tryAcquire()).isEmpty();
        clock.addAndGet(1);
        assertThat(limit.tryAcquire()).hasValue(2);
        clock.addAndGet(10);
        assertThat(limit.tryAcquire()).hasValue(0);
    }

    @Test
    void shouldPermitTheFirstMessage() {
        RateLimit messages = new RateLimit();

        assertThat(messages.tryAcquire()).hasValue(0);
        assertThat(messages.tryAcquire()).isEmpty();
    }

    @Test
    void shouldAppendTheNumberOfSuppressedMessages() {
        assertThat(RateLimit.withCount("it failed", 0)).isEqualTo("it failed");
        assertThat(RateLimit.withCount("it failed", 2)).isEqualTo("it failed (2 similar messages suppressed)");
    }
}
