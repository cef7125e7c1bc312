// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {

    @Test
    void shouldHaveTheCodesOfTheProtocol() {
        assertThat(ErrorCode.UNKNOWN_CLIENT).hasToString("420");
        assertThat(ErrorCode.SERVER_FAILURE).hasToString("500");
        assertThat(ErrorCode.UNKNOWN_LOCALE).hasToString("710");
        assertThat(ErrorCode.NOT_EXPECTED).hasToString("715");
        assertThat(ErrorCode.MALFORMED_PARAMETERS).hasToString("731");
    }

    @ParameterizedTest
    @ValueSource(ints = {-420, 0, 99, 1000, Integer.MAX_VALUE})
    void shouldRejectANumberWithoutThreeDigits(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorCode(value))
                .withMessage("an error code must be 100 to 999, but is " + value);
    }

    @Property
    void shouldPrintThreeDigits(@ForAll @IntRange(min = 100, max = 999) int value) {
        assertThat(new ErrorCode(value).toString()).matches("[0-9]{3}").isEqualTo("" + value);
    }
}
