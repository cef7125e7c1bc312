// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.Token;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of an advice on the wire. */
final class SentAdvice {

    private SentAdvice() {}

    static List<String> faults(Advice advice) {
        return Stream.of(
                        advice.recommended().text(),
                        advice.secondRecommended().text(),
                        advice.minimum().text(),
                        advice.downloadUrl(),
                        advice.fallbackUrl())
                .flatMap(text -> Token.findFault(text).map(fault -> "'" + text + "' " + fault).stream())
                .toList();
    }

    static List<String> urlFaults(Advice advice) {
        return Stream.of(advice.downloadUrl(), advice.fallbackUrl())
                .flatMap(url -> DownloadUrl.findFault(url).map(fault -> "'" + url + "' " + fault).stream())
                .toList();
    }
}
