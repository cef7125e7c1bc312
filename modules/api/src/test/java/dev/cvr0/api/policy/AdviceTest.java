// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.ClientVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {

    private static final Advice ADVICE = new Advice(
            ClientVersion.of("7.0.0813"),
            ClientVersion.of("7.0.0813"),
            ClientVersion.of("6.2.0205"),
            "http://download.example",
            "http://fallback.example",
            "");

    @ParameterizedTest
    @CsvSource({
        "6.2.0204, REQUIRED",
        "b.0.0328, REQUIRED",
        "6.2.0205, RECOMMENDED",
        "6.2.0205.0, RECOMMENDED",
        "7.0.0812, RECOMMENDED",
        "7.0.0813, UP_TO_DATE",
        "14.0.8064, UP_TO_DATE"
    })
    void shouldTakeTheMinimumAsInclusive(String installed, Urgency urgency) {
        assertThat(ADVICE.urgencyFor(ClientVersion.of(installed))).isEqualTo(urgency);
    }

    @ParameterizedTest
    @CsvSource({"1.0.0863, UP_TO_DATE", "1.0.0862, REQUIRED"})
    void shouldRequireTheUpdateBeforeItRecommendsOne(String installed, Urgency urgency) {
        ClientVersion only = ClientVersion.of("1.0.0863");
        Advice advice = new Advice(only, only, only, "http://download.example", "http://fallback.example", "");

        assertThat(advice.urgencyFor(ClientVersion.of(installed))).isEqualTo(urgency);
    }
}
