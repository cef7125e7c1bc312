// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LcidTest {

    @Test
    void shouldParseHexadecimalDigitsOfEitherCase() {
        assertThat(Lcid.tryParse("0x0C0a")).contains(new Lcid(0x0C0A));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "0409",
                "0x409",
                "0x00409",
                "0X0409",
                "x00409",
                "0x04g9",
                "0x 409",
                " 0x0409",
                "0x0409 ",
                "0x-409",
                "0x+409",
                "0x\u0660\u0664\u0660\u0669",
                "0x\uFF10\uFF14\uFF10\uFF19",
                "0x040\uFF21"
            })
    void shouldNotParseOtherForms(String token) {
        assertThat(Lcid.tryParse(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRejectAValueLongerThanSixteenBits(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lcid(value))
                .withMessage("a locale identifier must be 0 to 0xFFFF, but is " + value);
    }

    @Test
    void shouldReturnThePrimaryLanguage() {
        assertThat(new Lcid(0x0409).primaryLanguage()).isEqualTo(9);
        assertThat(new Lcid(0x0809).primaryLanguage()).isEqualTo(9);
        assertThat(new Lcid(0xFFFF).primaryLanguage()).isEqualTo(0x3FF);
    }

    @Property
    void shouldParseItsOwnText(@ForAll @IntRange(max = 0xFFFF) int value) {
        Lcid lcid = new Lcid(value);

        assertThat(lcid.toString()).matches("0x[0-9a-f]{4}");
        assertThat(Lcid.tryParse(lcid.toString())).contains(lcid);
        assertThat(Lcid.tryParse("0x" + lcid.toString().substring(2).toUpperCase(Locale.ROOT)))
                .contains(lcid);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldNeverThrowForAnyText(@ForAll String text) {
        assertThat(Lcid.tryParse(text).isPresent()).isEqualTo(text.matches("0x[0-9A-Fa-f]{4}"));
    }

    @Property
    void shouldParseOnlyHexadecimalDigitsAfterThePrefix(@ForAll char a, @ForAll char b, @ForAll char c) {
        String token = "0x0" + a + b + c;

        assertThat(Lcid.tryParse(token).isPresent()).isEqualTo(token.matches("0x[0-9A-Fa-f]{4}"));
    }
}
