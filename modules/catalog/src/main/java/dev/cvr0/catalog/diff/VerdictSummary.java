// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.Locale;

/**
 * A verdict in words that are equal for equal answers.
 *
 * @param words the answer, for the operator
 * @param reason the reason of the verdict, which does not make two answers differ
 */
record VerdictSummary(String words, String reason) {

    static VerdictSummary of(ClientProfile client, Verdict verdict) {
        return new VerdictSummary(words(client.program().version(), verdict), verdict.reason());
    }

    boolean differsFrom(VerdictSummary other) {
        return !words.equals(other.words);
    }

    private static String words(ClientVersion own, Verdict verdict) {
        if (verdict instanceof Advice advice) {
            return advice.urgencyFor(own).name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": run "
                    + version(own, advice.recommended()) + second(own, advice) + ", at least "
                    + version(own, advice.minimum()) + ", from " + advice.downloadUrl() + " or "
                    + advice.fallbackUrl();
        }
        return verdict instanceof Refused ? "refused" : "unknown, met as the setting says";
    }

    private static String second(ClientVersion own, Advice advice) {
        return advice.secondRecommended().text().equals(advice.recommended().text())
                ? ""
                : " or " + version(own, advice.secondRecommended());
    }

    private static String version(ClientVersion own, ClientVersion version) {
        return version.text().equals(own.text()) ? "its own" : version.text();
    }

    @Override
    public String toString() {
        return words + " (" + reason + ")";
    }
}
