// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.api.protocol.Token;
import java.util.Optional;

/** Reads where a client finds a version: absolute URLs, or paths under the file's base. */
final class UrlReader {

    private static final int LONGEST_TOGETHER = 1024;

    private final String base;

    private UrlReader(String base) {
        this.base = base;
    }

    /** A reader that knows no base. */
    static UrlReader withoutBase() {
        return new UrlReader("");
    }

    /** A reader with the base that a value names; without one if the value cannot be used. */
    static UrlReader withBase(Value value) {
        Optional<String> base = withoutBase().page(value);
        return new UrlReader(base.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .orElse(""));
    }

    /** A URL, or a path that begins with a slash and is put behind the base. */
    Optional<String> download(Value value) {
        Optional<String> text = value.token(LONGEST_TOGETHER);
        if (text.isPresent() && text.get().startsWith("/") && base.isEmpty()) {
            value.reject("begins with '/', expected a usable 'base-url' to put before it");
            return Optional.empty();
        }
        return text.map(url -> url.startsWith("/") ? base + url : url).filter(url -> isUrl(value, url));
    }

    /** A URL. */
    Optional<String> page(Value value) {
        return value.token(LONGEST_TOGETHER).filter(url -> isUrl(value, url));
    }

    /** Both go into one line of the answer, which must not outgrow what old clients read. */
    void checkTogether(Value answer, String download, String fallback) {
        int length = new Token(download).encoded().length()
                + new Token(fallback).encoded().length();
        if (length > LONGEST_TOGETHER) {
            answer.reject("has a download and a fallback of " + length + " characters together, expected at most "
                    + LONGEST_TOGETHER);
        }
    }

    private static boolean isUrl(Value value, String text) {
        Optional<String> fault = DownloadUrl.findFault(text);
        fault.ifPresent(wrong -> value.reject("is " + Excerpt.quote(text) + ", which " + wrong));
        return fault.isEmpty();
    }
}
