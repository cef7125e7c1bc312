// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.0.0863, 1.0.0864",
        "1.0.0863, 5.0.0537",
        "6.2.0208, 6.10",
        "9, 10",
        "0.6, 1",
        "0, 0.0.1",
        "1, 1.0.1",
        "14.0.8117.0415, 14.0.8117.416",
        "7.0.0813, 14.0.8064",
        "99999999999999999999, 100000000000000000000"
    })
    void shouldCompareComponentsAsNumbers(String older, String newer) {
        assertThat(ClientVersion.parse(older)).isLessThan(ClientVersion.parse(newer));
        assertThat(ClientVersion.parse(newer)).isGreaterThan(ClientVersion.parse(older));
    }

    @ParameterizedTest
    @CsvSource({
        "14.0.8117, 14.0.8117.0",
        "14.0.8117.0416, 14.0.8117.416",
        "1, 1.0.0.0.0",
        "1.0.0863, 01.00.863",
        "0, 0.0.0",
        "000, 0"
    })
    void shouldIgnoreMissingComponentsAndLeadingZeros(String one, String other) {
        assertThat(ClientVersion.parse(one))
                .isEqualTo(ClientVersion.parse(other))
                .hasSameHashCodeAs(ClientVersion.parse(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0863", "0", "14.0.8117.0416", "00.00", "123456789012345678901234567890.1"})
    void shouldBeReadableIfAllComponentsAreNumbers(String text) {
        assertThat(ClientVersion.parse(text).isReadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "b.0.0328",
                "1.",
                ".1",
                "1..2",
                "1.0a",
                "-1",
                "+1",
                "1.-2",
                "1,0",
                "\u0661.0",
                "\uFF11.0",
                "1.\u0662"
            })
    void shouldBeUnreadableIfAComponentIsNotANumber(String text) {
        assertThat(ClientVersion.parse(text).isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " 1", "1 ", "1.0\r", "\uFFFD", "1\uD800"})
    void shouldRejectATextThatIsNotAParameter(String text) {
        assertThat(ClientVersion.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientVersion.parse(text))
                .withMessageStartingWith("a parameter must not ");
    }

    @Test
    void shouldConvertToATokenWithTheSameText() {
        assertThat(ClientVersion.parse("1.0\u00E9").token()).isEqualTo(new Token("1.0\u00E9"));
        assertThat(ClientVersion.OLDEST).hasToString("1.0.0000");
    }

    @Test
    void shouldOrderUnreadableVersionsBeforeReadableOnes() {
        assertThat(ClientVersion.parse("b.0.0328")).isLessThan(ClientVersion.parse("0"));
        assertThat(ClientVersion.parse("0")).isGreaterThan(ClientVersion.parse("b.0.0328"));
    }

    @Test
    void shouldCompareUnreadableVersionsByText() {
        assertThat(ClientVersion.parse("b.1"))
                .isEqualTo(ClientVersion.parse("b.1"))
                .isNotEqualTo(ClientVersion.parse("b.01"));
    }

    @Test
    void shouldCompareComponentsOfAnyLength() {
        ClientVersion huge = ClientVersion.parse("9".repeat(100_000));

        assertThat(huge).isGreaterThan(ClientVersion.parse("9".repeat(99_999))).isEqualByComparingTo(huge);
    }

    @Test
    void shouldNotEqualAnObjectOfAnotherType() {
        assertThat(ClientVersion.parse("1")).isNotEqualTo("1").isNotEqualTo(null);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldParseATextOnlyIfItIsAParameter(@ForAll String text) {
        assertThat(ClientVersion.tryParse(text).map(ClientVersion::text))
                .isEqualTo(Token.validate(text).isEmpty() ? Optional.of(text) : Optional.empty());
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldKeepTheOriginalText(@ForAll ClientVersion version) {
        assertThat(ClientVersion.parse(version.text())).hasToString(version.text());
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldBeReadableOnlyIfAllComponentsAreNumbers(@ForAll ClientVersion version) {
        assertThat(version.isReadable())
                .isEqualTo(version.text().matches("[0-9]+(\\.[0-9]+)*"))
                .isEqualTo(ClientVersion.isReadable(version.text()));
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldHaveAReflexiveOrder(@ForAll ClientVersion version) {
        ClientVersion copy = ClientVersion.parse(version.text());

        assertThat(version.compareTo(copy)).isZero();
        assertThat(version).isEqualTo(copy).hasSameHashCodeAs(copy);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldHaveAnAntisymmetricOrder(@ForAll ClientVersion one, @ForAll ClientVersion other) {
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
    }

    @Property(tries = 5000)
    @Domain(ProtocolTexts.class)
    void shouldHaveATransitiveOrder(@ForAll ClientVersion one, @ForAll ClientVersion two, @ForAll ClientVersion three) {
        if (one.compareTo(two) <= 0 && two.compareTo(three) <= 0) {
            assertThat(one).isLessThanOrEqualTo(three);
        }
        if (one.compareTo(two) == 0) {
            assertThat(Integer.signum(one.compareTo(three))).isEqualTo(Integer.signum(two.compareTo(three)));
        }
    }

    @Property(tries = 5000)
    @Domain(ProtocolTexts.class)
    void shouldHaveEqualsConsistentWithTheOrder(@ForAll ClientVersion one, @ForAll ClientVersion other) {
        assertThat(one.equals(other)).isEqualTo(one.compareTo(other) == 0);
        if (one.equals(other)) {
            assertThat(one).hasSameHashCodeAs(other);
        }
    }
}
