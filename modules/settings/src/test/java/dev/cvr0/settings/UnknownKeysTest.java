// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    private static final SettingsTable TABLE = SettingsTable.of(
            Setting.number("cvr0.workers", 1, 1, 9, Band.RARE, "Workers."),
            Setting.text("cvr0.ver.answer", "", "a text", Band.RARE, "The answer."),
            Setting.text("cvr0.catalog.public-key", "", "a key", Band.RARE, "A key."));

    @Test
    void shouldSuggestASimilarKey() {
        assertThat(TABLE.unknownKeys(Set.of("cvr0.ver.answr", "CVR0_WORKER", "cvr0.workers")))
                .containsExactly(
                        "CVR0_WORKER: unknown environment variable; did you mean CVR0_WORKERS?",
                        "cvr0.ver.answr: unknown setting; did you mean cvr0.ver.answer?");
    }

    @Test
    void shouldReportAKeyWithoutASuggestion() {
        assertThat(TABLE.unknownKeys(Set.of("cvr0.catalog.key", "CVR0_CATALOG")))
                .containsExactly(
                        "CVR0_CATALOG: not a setting of this application; correct the name, or remove it unless another application uses it",
                        "cvr0.catalog.key: not a setting of this application; correct the name, or remove it unless another application uses it");
    }

    @Test
    void shouldReportAVariableThatIsAlsoListedAsAKeyOnlyOnce() {
        assertThat(TABLE.unknownKeys(Set.of("CVR0_CATALOG_PUBLIC_KEY", "cvr0.catalog.public.key")))
                .isEmpty();
        assertThat(TABLE.unknownKeys(Set.of("CVR0_FOO", "cvr0.foo"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVR0_VER_ANSWER",
                "CVR0_CATALOG_PUBLIC_KEY",
                "XCVR0_FOO",
                "CVR0",
                "PATH",
                "CVR0_JAVA_OPTS",
                "CVR0_TOKEN",
                "CVR0_SERVICE_HOST",
                "CVR0_SERVICE_PORT",
                "CVR0_SERVICE_PORT_MSNP",
                "CVR0_PORT",
                "CVR0_PORT_1863_TCP",
                "CVR0_PORT_1863_TCP_ADDR",
                "CVR0_BETA_SERVICE_HOST",
                "CVR0_BETA_PORT_1863_TCP_PROTO"
            })
    void shouldIgnoreKnownAndUnrelatedNames(String name) {
        assertThat(TABLE.unknownKeys(Set.of(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVR0_", "CVR0_WORKER", "CVR0_PORTS", "CVR0_SERVICE", "CVR0_LISTEN_PORT_"})
    void shouldReportNamesSimilarToIgnoredOnes(String name) {
        assertThat(TABLE.unknownKeys(Set.of(name))).hasSize(1);
    }
}
