// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Tokens;
import dev.cvr0.plugin.constraint.Downloadable;
import dev.cvr0.plugin.constraint.Sendable;
import java.util.stream.Stream;

/**
 * The five parameters of the answer to CVQ, as a policy gave them: {@link CvqChecks} checks that they can be sent.
 *
 * @param recommended the version to run
 * @param secondRecommended usually the same
 * @param minimum the least version allowed
 * @param downloadUrl where the recommended version is
 * @param fallbackUrl the page to open when the download fails
 */
record CvqAnswer(
        @Sendable String recommended,
        @Sendable String secondRecommended,
        @Sendable String minimum,

        @Sendable(max = DownloadUrl.MAX_LENGTH) @Downloadable
        String downloadUrl,

        @Sendable(max = DownloadUrl.MAX_LENGTH) @Downloadable
        String fallbackUrl) {

    static CvqAnswer of(Advice advice) {
        return new CvqAnswer(
                advice.recommended().text(),
                advice.secondRecommended().text(),
                advice.minimum().text(),
                advice.downloadUrl(),
                advice.fallbackUrl());
    }

    Tokens tokens() {
        return new Tokens(Stream.of(recommended, secondRecommended, minimum, downloadUrl, fallbackUrl)
                .map(Token::new)
                .toList());
    }
}
