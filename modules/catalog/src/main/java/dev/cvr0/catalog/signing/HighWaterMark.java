// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.Sha256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The highest version that was accepted, with the digest of its manifest; version 0 before the first. */
public record HighWaterMark(long version, Sha256 digest) {

    static final HighWaterMark NONE = new HighWaterMark(0, new Sha256("0".repeat(64)));

    private static final Pattern TEXT =
            Pattern.compile("cvr0-catalog-state 1\nversion ([1-9][0-9]{0,17})\nmanifest ([0-9a-f]{64})\n");

    static Optional<HighWaterMark> tryParse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new HighWaterMark(Long.parseLong(parts.group(1)), new Sha256(parts.group(2))))
                : Optional.empty();
    }

    String text() {
        return "cvr0-catalog-state 1\nversion " + version + "\nmanifest " + digest + "\n";
    }
}
