// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time limits of sessions, with a clock that the test controls. */
class SessionTimeoutTest {

    private static final String DAY = "24h";

    private final AtomicLong clock = new AtomicLong();
    private final PendingHandler slow = new PendingHandler();

    // The close grace is short, so that the sweep runs often.
    private EmulatorHost start(String firstLine, String idle, String session) {
        HostSettings settings = HostFixture.settings(Map.of(
                "cvr0.first-line-timeout", firstLine,
                "cvr0.idle-timeout", idle,
                "cvr0.max-session-duration", session,
                "cvr0.close-grace", "5ms"));
        return EmulatorHost.start(settings, Handlers.registry(slow), Fallback.CLOSE, Transport.best(), clock::get);
    }

    /** Opens a session whose first line has been answered, so that it exists before the clock moves. */
    private static Endpoint greeted(EmulatorHost host) {
        Endpoint client = Endpoint.connect(host.address());
        assertThat(client.ask("ECH 1 a")).isEqualTo("ECH 1 a");
        return client;
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static void awaitConnections(EmulatorHost host, int count) {
        HostFixture.await(count + " connections", () -> host.connections() == count);
    }

    @Test
    void shouldApplyTheFirstLineTimeout() {
        try (EmulatorHost host = start("30s", "60s", DAY);
                Endpoint greeted = greeted(host);
                Endpoint silent = Endpoint.connect(host.address())) {
            awaitConnections(host, 2);
            pass(30);
            assertThat(silent.rest()).isEmpty();
            assertThat(greeted.ask("ECH 2 b")).isEqualTo("ECH 2 b");
        }
    }

    @Test
    void shouldApplyAFirstLineTimeoutLongerThanTheIdleTimeout() {
        try (EmulatorHost host = start("60s", "30s", DAY);
                Endpoint greeted = greeted(host);
                Endpoint silent = Endpoint.connect(host.address())) {
            awaitConnections(host, 2);
            pass(30);
            assertThat(greeted.rest()).isEmpty();
            assertThat(silent.ask("ECH 1 a")).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldRestartTheIdleTimeoutAfterEachLine() {
        try (EmulatorHost host = start("60s", "60s", DAY);
                Endpoint active = greeted(host);
                Endpoint idle = greeted(host)) {
            for (int i = 0; i < 2; i++) {
                pass(30);
                assertThat(active.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            }
            assertThat(idle.rest()).isEmpty();
            assertThat(active.ask("ECH 3 c")).isEqualTo("ECH 3 c");
            pass(60);
            assertThat(active.rest()).isEmpty();
        }
    }

    @Test
    void shouldSuspendTheIdleTimeoutWhileAReplyIsPending() {
        try (EmulatorHost host = start("60s", "60s", DAY);
                Endpoint waiting = Endpoint.connect(host.address());
                Endpoint idle = greeted(host)) {
            waiting.line("SLO 1");
            PendingHandler.Call call = slow.next();
            pass(1000);
            assertThat(idle.rest()).isEmpty();
            call.answer();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            pass(59);
            assertThat(waiting.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            pass(60);
            assertThat(waiting.rest()).isEmpty();
        }
    }

    @Test
    void shouldLimitTheLingeringCloseByTheCloseGrace() {
        try (EmulatorHost host = start("60s", "60s", DAY);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("BYE 1 a").rest()).isEqualTo("BYE 1 a\r\n");
            assertThat(host.connections()).isOne();
            pass(1);
            awaitConnections(host, 0);
        }
    }

    @Test
    void shouldEndASessionAfterItsMaximumDuration() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = start("60s", "60s", "150s");
                Endpoint active = greeted(host);
                Endpoint later = greeted(host)) {
            for (int i = 0; i < 2; i++) {
                pass(50);
                assertThat(active.ask("ECH 2 b")).isEqualTo("ECH 2 b");
                assertThat(later.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            }
            later.line("SLO 3");
            PendingHandler.Call call = slow.next();
            pass(50);
            assertThat(active.rest()).isEmpty();
            call.answer();
            assertThat(later.rest()).isEqualTo("SLO 3 OK\r\n");
            assertThat(log.warnings()).singleElement().asString().contains("CVR0-3109", "cvr0.max-session-duration");
            assertThat(host.rejections())
                    .containsEntry("cvr0.max-session-duration", 2L)
                    .containsEntry("cvr0.max-session-requests", 0L);
        }
    }

    @Test
    void shouldRemoveClosedSessions() {
        try (EmulatorHost host = start("1h", "1h", DAY)) {
            for (int i = 0; i < 10; i++) {
                greeted(host).close();
            }
            pass(60);
            HostFixture.awaitNoConnections(host);
        }
    }
}
