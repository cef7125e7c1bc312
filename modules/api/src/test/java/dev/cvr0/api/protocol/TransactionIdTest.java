// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdTest {

    private static final BigInteger MAX_VALUE = BigInteger.valueOf(4_294_967_295L);

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "007", "4294967295", "0000000000", "0000000001"})
    void shouldKeepItsText(String text) {
        assertThat(TransactionId.tryParse(text))
                .hasValueSatisfying(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1 ",
                " 1",
                "1.0",
                "0x1",
                "1e3",
                "4294967296",
                "9999999999",
                "00000000000",
                "00000000001",
                "\u0661",
                "\uFF11",
                "1\u0661"
            })
    void shouldRejectAnInvalidTransactionId(String text) {
        assertThat(TransactionId.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransactionId(text))
                .withMessage("a transaction id must be 1 to 10 digits with a value of at most 4294967295");
    }

    @Test
    void shouldNotEqualAnotherTextOfTheSameValue() {
        assertThat(new TransactionId("007")).isNotEqualTo(new TransactionId("7"));
        assertThat(new TransactionId("007").value()).isEqualTo(7);
    }

    @Property
    void shouldAcceptAtMostTenDigitsAndThirtyTwoBits(
            @ForAll @NumericChars @StringLength(min = 1, max = 14) String digits) {
        boolean expected = digits.length() <= 10 && new BigInteger(digits).compareTo(MAX_VALUE) <= 0;

        assertThat(TransactionId.tryParse(digits).isPresent()).isEqualTo(expected);
    }

    @Property
    void shouldReturnTheValueWithoutLeadingZeros(
            @ForAll @LongRange(max = 4_294_967_295L) long value, @ForAll @IntRange(max = 10) int width) {
        String padded = "0".repeat(Math.max(0, width - Long.toString(value).length())) + value;

        assertThat(new TransactionId(padded).value()).isEqualTo(value);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldAcceptOnlyDigits(@ForAll String text) {
        assertThat(TransactionId.tryParse(text).isPresent())
                .isEqualTo(text.matches("[0-9]{1,10}") && new BigInteger(text).compareTo(MAX_VALUE) <= 0);
    }
}
