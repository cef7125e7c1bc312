// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final Setting<Boolean> FLAG = Setting.flag("cvr0.flag", true, Band.RARE, "A flag.");
    private static final Setting<Integer> NUMBER = Setting.number("cvr0.number", 1, 0, 9, Band.RARE, "A number.");

    private static SettingsReader reading(String key, String value) {
        return new SettingsReader(SettingSource.of(Map.of(key, value)));
    }

    @Test
    void shouldReturnTheDefaultIfTheKeyIsNotSet() {
        SettingsReader reader = new SettingsReader(SettingSource.EMPTY);

        assertThat(reader.read(FLAG)).isTrue();
        assertThat(reader.read(NUMBER)).isEqualTo(1);
        assertThat(reader.problems()).isEmpty();
        assertThatCode(reader::throwIfInvalid).doesNotThrowAnyException();
        assertThat(SettingSource.EMPTY.keys()).isEmpty();
    }

    @Test
    void shouldReturnTheValueOfAKey() {
        SettingsReader reader = reading("cvr0.number", " 7 ");

        assertThat(reader.read(NUMBER)).isEqualTo(7);
        assertThat(reader.read(FLAG)).isTrue();
        assertThatCode(reader::throwIfInvalid).doesNotThrowAnyException();
    }

    @Test
    void shouldReturnTheDefaultAndRecordAProblemForAnInvalidValue() {
        SettingsReader reader = reading("cvr0.number", " 10 ");

        assertThat(reader.read(NUMBER)).isEqualTo(1);
        assertThat(reader.problems()).containsExactly("cvr0.number: '10' is invalid; use a whole number from 0 to 9");
    }

    @Test
    void shouldReportAllProblemsOnePerLine() {
        SettingsReader reader =
                new SettingsReader(SettingSource.of(Map.of("cvr0.flag", "maybe", "cvr0.number", "many")));
        reader.read(FLAG);
        reader.read(NUMBER);
        reader.reject(NUMBER, "5", "less than cvr0.other");
        reader.add("cvr0.typo: unknown key");

        List<String> problems = List.of(
                "cvr0.flag: 'maybe' is invalid; use true or false",
                "cvr0.number: 'many' is invalid; use a whole number from 0 to 9",
                "cvr0.number: '5' is invalid; use less than cvr0.other",
                "cvr0.typo: unknown key");
        assertThat(reader.problems()).isEqualTo(problems);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(reader::throwIfInvalid)
                .withMessage(String.join(System.lineSeparator(), problems));
    }

    @Test
    void shouldTruncateALongValueInTheMessage() {
        SettingsReader reader = reading("cvr0.flag", "x".repeat(100_000));
        reader.read(FLAG);

        assertThat(reader.problems())
                .containsExactly("cvr0.flag: '" + "x".repeat(80) + "...' is invalid; use true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\u001B[2Jb", "a\u009B2Jb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202Eb"})
    void shouldEscapeControlCharactersInTheMessage(String value) {
        SettingsReader reader = reading("cvr0.flag", value);
        reader.read(FLAG);

        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("cvr0.flag: 'a\\u")
                .matches("[ -~]*");
    }

    @Property
    void shouldRecordAtMostOneShortProblemForAnyValue(@ForAll String value) {
        SettingsReader reader = reading("cvr0.number", value);

        assertThat(reader.read(NUMBER)).isBetween(0, 9);
        assertThat(reader.problems()).hasSizeLessThan(2).allMatch(problem -> problem.length() < 700);
    }

    @Test
    void shouldNameOnlyTheInvalidWordsOfAList() {
        SettingsReader reader = reading("cvr0.list", "1, x, 2, y");

        assertThat(reader.read(Setting.list(
                        "cvr0.list",
                        "digits",
                        word -> "12".contains(word) ? Optional.of(word) : Optional.empty(),
                        Band.RARE,
                        "A list.")))
                .isEmpty();
        assertThat(reader.problems()).containsExactly("cvr0.list: 'x, y' is invalid; use digits");
    }
}
