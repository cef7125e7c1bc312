// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsLocalesTest {

    @ParameterizedTest
    @CsvSource({"0x0409, en-US", "0x0c0a, es-ES", "0x0009, en", "0x0416, pt-BR"})
    void shouldReturnTheLanguageTagOfALocale(String locale, String tag) {
        assertThat(WindowsLocales.tags()).containsEntry(Lcid.tryParse(locale).orElseThrow(), tag);
    }

    @ParameterizedTest
    @CsvSource({"0x0000", "0x1111", "0x7fff"})
    void shouldNotReturnATagForAnUnknownLocale(String locale) {
        assertThat(WindowsLocales.tags())
                .doesNotContainKey(Lcid.tryParse(locale).orElseThrow());
    }

    @Test
    void shouldReturnAllLocalesOfTheTable() {
        assertThat(WindowsLocales.tags()).hasSize(420);
        assertThat(WindowsLocales.tags().values())
                .allSatisfy(tag -> assertThat(tag).matches("[a-z]{2,3}(-[A-Za-z0-9_]+)*"));
    }
}
