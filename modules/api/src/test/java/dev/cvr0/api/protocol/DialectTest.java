// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    @Test
    void shouldIgnoreTheCaseOfTheName() {
        assertThat(new Dialect("cvr0")).isEqualTo(Dialect.CVR0);
        assertThat(Dialect.tryParse("msnP8").map(Dialect::name)).contains("MSNP8");
        assertThat(new Dialect("CVRO")).isNotEqualTo(Dialect.CVR0);
    }

    @Test
    void shouldIgnoreTheLocaleOfTheHost() {
        Locale previous = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(new Dialect("i")).hasToString("I");
        } finally {
            Locale.setDefault(previous);
        }
    }

    @Test
    void shouldListNamesInOrder() {
        assertThat(Dialect.listOf("MSNP8", "MSNP2")).containsExactly(new Dialect("MSNP8"), new Dialect("MSNP2"));
        assertThatThrownBy(() -> Dialect.listOf("MSNP8").clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldHaveAtMostThirtyTwoCharacters() {
        assertThat(Dialect.tryParse("x".repeat(32))).isPresent();
        assertThat(Dialect.tryParse("x".repeat(33))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "MSN P8", "MSNP8 ", "MSNP8,MSNP9", "MSNP8\r", "MSNP\u00E9", "\u007F"})
    void shouldRejectAnInvalidName(String name) {
        assertThat(Dialect.tryParse(name)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dialect(name))
                .withMessage("a dialect must be 1 to 32 printable ASCII characters without space or comma");
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldBeValidAsAParameter(@ForAll String text) {
        Dialect.tryParse(text)
                .ifPresent(dialect ->
                        assertThat(new Token(dialect.name()).encoded()).isEqualTo(text.toUpperCase(Locale.ROOT)));
    }
}
