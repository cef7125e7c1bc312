// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentNamesTest {

    private static final EnvironmentNames NAMES =
            new EnvironmentNames(List.of("cvr0.ver.answer", "cvr0.catalog.public-key", "cvr0.workers"));

    @Test
    void shouldSpellOutWhatWasMeant() {
        assertThat(NAMES.unknown(List.of("CVR0_VER_ANSWR", "CVR0_CATALOG_KEY", "PATH")))
                .isEqualTo(Map.of(
                        "CVR0_VER_ANSWR", "a name that cvr0 knows: did you mean CVR0_VER_ANSWER?",
                        "CVR0_CATALOG_KEY", "a name that cvr0 knows: see conf/cvr0.properties"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVR0_VER_ANSWER",
                "CVR0_CATALOG_PUBLIC_KEY",
                "CVR0_JAVA_OPTS",
                "XCVR0_FOO",
                "CVR0",
                "CVR0_SERVICE_HOST",
                "CVR0_SERVICE_PORT",
                "CVR0_SERVICE_PORT_MSNP",
                "CVR0_PORT",
                "CVR0_PORT_1863_TCP",
                "CVR0_PORT_1863_TCP_ADDR",
                "CVR0_BETA_SERVICE_HOST",
                "CVR0_BETA_PORT_1863_TCP_PROTO"
            })
    void shouldLetKnownNamesAndThoseOfOthersBe(String name) {
        assertThat(NAMES.unknown(List.of(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVR0_", "CVR0_WORKER", "CVR0_PORTS", "CVR0_SERVICE", "CVR0_LISTEN_PORT_"})
    void shouldRefuseNamesThatOnlyLookLikeThem(String name) {
        assertThat(NAMES.unknown(List.of(name))).containsOnlyKeys(name);
    }
}
