// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentSettingsTest {

    @Test
    void shouldHaveDefaults() {
        DeploymentSettings settings = DeploymentSettings.read(SettingSource.EMPTY);

        assertThat(settings.host().listen().getPort()).isEqualTo(1863);
        assertThat(settings.dialects()).isEmpty();
        assertThat(settings.http()).isFalse();
    }

    @Test
    void shouldReadValuesByKey() {
        DeploymentSettings settings = read(
                Map.of("cvr0.listen", "127.0.0.1:2863", "cvr0.dialects", "MSNP12,MSNP11", "cvr0.http.enabled", "true"));

        assertThat(settings.host().listen().getPort()).isEqualTo(2863);
        assertThat(settings.dialects()).isEqualTo(Dialect.listOf("MSNP12", "MSNP11"));
        assertThat(settings.http()).isTrue();
    }

    @Test
    void shouldReportAllInvalidValuesTogether() {
        assertThatThrownBy(() -> read(Map.of(
                        "cvr0.listen", "nowhere",
                        "cvr0.ver.answer", "both",
                        "cvr0.catalog.reload", "often",
                        "cvr0.dialects", "MSNP\u00c98")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("cvr0.listen", "cvr0.ver.answer", "cvr0.catalog.reload", "cvr0.dialects");
    }

    @Test
    void shouldDeclareTheSettingsOfTheHost() {
        assertThat(DeploymentSettings.TABLE.unknownKeys(Map.of("cvr0.listen", "", "cvr0.dialects", "", "cvr0.foo", "")
                        .keySet()))
                .singleElement()
                .asString()
                .startsWith("cvr0.foo: ");
    }

    private static DeploymentSettings read(Map<String, String> values) {
        return DeploymentSettings.read(SettingSource.of(values));
    }
}
