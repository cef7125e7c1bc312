// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.Token;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Advice as it is sent. */
final class ToldAdvice {

    private ToldAdvice() {}

    static String of(Advice advice) {
        return Stream.of(
                        advice.recommended().text(),
                        advice.secondRecommended().text(),
                        advice.minimum().text(),
                        advice.downloadUrl(),
                        advice.fallbackUrl())
                .map(text -> new Token(text).encoded())
                .collect(Collectors.joining(" "));
    }
}
