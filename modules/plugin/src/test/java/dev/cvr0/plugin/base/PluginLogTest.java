// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.plugin.base.PluginLogRecorder.Entry;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** The messages of the plugin while it serves. */
class PluginLogTest {

    private static final String CVQ = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";

    private final RecordingRegistry registry = new RecordingRegistry();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final VersionPolicy policy = client -> {
        if (failing.get()) {
            throw new IllegalStateException("on purpose");
        }
        return new UnknownClient("unknown");
    };

    @Test
    void shouldRateLimitFailuresThatAlternateWithAnswers() {
        List<Entry> entries = PluginLogRecorder.entriesDuring(() -> {
            try (StandalonePlugin plugin =
                    StandalonePlugin.on(registry).policy(policy).start()) {
                requestWhileFailing(false, true, true, false, false, true, false, true);
            }
        });

        String failure = "CVR0-1004: the version policy failed: it threw java.lang.IllegalStateException: on purpose";
        assertThat(entries)
                .filteredOn(entry -> !entry.message().equals("CVR0-1004: cause"))
                .filteredOn(entry -> entry.message().matches("CVR0-100[45].*"))
                .containsExactly(
                        new Entry(Level.SEVERE, failure),
                        new Entry(Level.FINE, failure),
                        new Entry(Level.INFO, "CVR0-1005: the version policy has recovered"),
                        new Entry(Level.FINE, failure),
                        new Entry(Level.FINE, failure));
        assertThat(entries)
                .filteredOn(entry -> entry.message().equals("CVR0-1004: cause"))
                .hasSize(4)
                .allMatch(entry -> entry.level().equals(Level.FINE));
    }

    @Test
    void shouldCountSuppressedMessages() {
        List<Entry> entries = PluginLogRecorder.entriesDuring(() -> {
            PluginLog.policyFailed(new IllegalStateException("on purpose"), OptionalLong.of(3));
            PluginLog.observerFailed(new IllegalStateException("on purpose"), OptionalLong.of(4));
        });

        assertThat(entries)
                .contains(
                        new Entry(
                                Level.SEVERE,
                                "CVR0-1004: the version policy failed: on purpose (3 similar messages suppressed)"),
                        new Entry(
                                Level.WARNING,
                                "CVR0-1006: an observer of Decision failed: java.lang.IllegalStateException: on purpose"
                                        + " (4 similar messages suppressed)"));
    }

    private List<Entry> entriesWithFailingObserver(int requests) {
        return PluginLogRecorder.entriesDuring(() -> {
            try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                    .policy(policy)
                    .onDecision(decision -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .start()) {
                requestWhileFailing(new boolean[requests]);
            }
        });
    }

    @Test
    void shouldRateLimitFailuresOfObservers() {
        assertThat(entriesWithFailingObserver(3))
                .filteredOn(entry -> entry.message().startsWith("CVR0-1006: an observer"))
                .extracting(Entry::level)
                .containsExactly(Level.WARNING, Level.FINE, Level.FINE);
    }

    @Test
    void shouldLogAFailingObserverAsAWarning() {
        assertThat(entriesWithFailingObserver(1))
                .contains(new Entry(Level.FINE, "CVR0-1006: cause"))
                .filteredOn(entry -> entry.level().equals(Level.WARNING))
                .singleElement()
                .extracting(Entry::message)
                .asString()
                .startsWith("CVR0-1006: an observer of Decision failed: ")
                .contains("on purpose");
    }

    @Test
    void shouldLogAnInvalidRequestAtDebugLevel() {
        List<Entry> entries = PluginLogRecorder.entriesDuring(() -> {
            try (StandalonePlugin plugin =
                    StandalonePlugin.on(registry).policy(policy).start()) {
                registry.handle("CVQ 1 spaghetti", FakeSession.fresh());
            }
        });

        assertThat(entries)
                .contains(new Entry(
                        Level.FINE, "CVR0-1003: CVQ refused with 731: parameters '1' must be 6 to 9 parameters"));
    }

    private void requestWhileFailing(boolean... states) {
        for (boolean state : states) {
            failing.set(state);
            registry.handle(CVQ, FakeSession.fresh());
        }
    }
}
