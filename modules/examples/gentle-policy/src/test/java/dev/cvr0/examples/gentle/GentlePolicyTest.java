// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.gentle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.enterprise.inject.spi.CDI;
import org.junit.jupiter.api.Test;

class GentlePolicyTest {

    private static final String FORCED = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final String UNKNOWN = "CVQ 2 0x0409 winnt 5.1 i386 YCOMM 0.1.0023";

    private final RecordingRegistry registry = new RecordingRegistry();

    @Test
    void shouldWrapTheCatalogueAndForceNobody() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle(FORCED, FakeSession.fresh()).line().orElseThrow())
                    .startsWith("CVQ 1 7.0.0813 7.0.0813 6.1.0211 http://");
        }
    }

    @Test
    void shouldCountWhatIsDecided() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            registry.handle(FORCED, FakeSession.fresh());
            registry.handle(UNKNOWN, FakeSession.fresh());
            registry.handle(UNKNOWN, FakeSession.fresh());

            DecisionCount count = CDI.current().select(DecisionCount.class).get();
            assertThat(count.advised()).isEqualTo(1);
            assertThat(count.unknown()).isEqualTo(2);
        }
    }
}
