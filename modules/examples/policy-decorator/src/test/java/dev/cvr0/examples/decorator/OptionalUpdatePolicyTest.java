// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.decorator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.enterprise.inject.spi.CDI;
import org.junit.jupiter.api.Test;

class OptionalUpdatePolicyTest {

    private static final String BELOW_MINIMUM = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final String UNKNOWN = "CVQ 2 0x0409 winnt 5.1 i386 YCOMM 0.1.0023";

    private final RecordingRegistry registry = new RecordingRegistry();

    @Test
    void shouldDecorateTheCatalogAndNeverRequireAnUpdate() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle(BELOW_MINIMUM, FakeSession.fresh())
                            .line()
                            .orElseThrow())
                    .startsWith("CVQ 1 7.0.0813 7.0.0813 6.1.0211 http://");
        }
    }

    @Test
    void shouldCountDecisions() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            registry.handle(BELOW_MINIMUM, FakeSession.fresh());
            registry.handle(UNKNOWN, FakeSession.fresh());
            registry.handle(UNKNOWN, FakeSession.fresh());

            DecisionCounter counter =
                    CDI.current().select(DecisionCounter.class).get();
            assertThat(counter.count(Outcome.DECIDED)).isEqualTo(1);
            assertThat(counter.count(Outcome.REFUSED)).isEqualTo(2);
        }
    }
}
