// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.Token;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of an advice on the wire. */
final class SentAdvice {

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");

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

    static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
