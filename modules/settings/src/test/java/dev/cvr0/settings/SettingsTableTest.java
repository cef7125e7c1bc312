// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTableTest {

    private static final Setting<Boolean> ONE = Setting.flag("cvr0.one", true, Band.RARE, "One.");
    private static final Setting<Boolean> TWO = Setting.flag("cvr0.two", true, Band.RARE, "Two.");
    private static final Setting<Integer> ONE_AGAIN = Setting.number("cvr0.one", 1, 0, 9, Band.RARE, "One.");

    @Test
    void shouldKeepTheOrderOfTheSettings() {
        assertThat(SettingsTable.of(TWO, ONE).settings()).containsExactly(TWO, ONE);
    }

    @Test
    void shouldRejectADuplicateKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsTable.of(ONE, TWO, ONE_AGAIN))
                .withMessage("cvr0.one is declared twice: remove one declaration");
    }

    @Test
    void shouldJoinTablesInOrder() {
        assertThat(SettingsTable.join(List.of(SettingsTable.of(TWO), SettingsTable.of(), SettingsTable.of(ONE)))
                        .settings())
                .containsExactly(TWO, ONE);
    }

    @Test
    void shouldRejectADuplicateKeyInJoinedTables() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsTable.join(List.of(SettingsTable.of(ONE), SettingsTable.of(ONE_AGAIN))))
                .withMessage("cvr0.one is declared twice: remove one declaration");
    }

    @Test
    void shouldCopyTheSettings() {
        List<Setting<?>> settings = new ArrayList<>(List.of(ONE));
        SettingsTable table = new SettingsTable(settings);

        settings.add(TWO);

        assertThat(table.settings()).containsExactly(ONE);
        assertThatThrownBy(() -> table.settings().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cvr0.ver.answer, CVR0_VER_ANSWER",
        "cvr0.policy.unknown-clients, CVR0_POLICY_UNKNOWN_CLIENTS",
        "cvr0.x_Y2, CVR0_X_Y2"
    })
    void shouldReturnTheEnvironmentVariableOfAKey(String key, String name) {
        assertThat(SettingsTable.environmentName(key)).isEqualTo(name);
    }
}
