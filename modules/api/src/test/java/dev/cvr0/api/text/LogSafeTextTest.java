// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogSafeTextTest {

    @Test
    void shouldKeepPrintableAscii() {
        assertThat(LogSafeText.escape("CVQ 2 ~a@example.com!")).isEqualTo("CVQ 2 ~a@example.com!");
    }

    @Test
    void shouldEscapeControlAndNonAsciiCharacters() {
        assertThat(LogSafeText.escape("a\r\n\u001B[2J\u202E\u007F\u00E9"))
                .isEqualTo("a\\u000d\\u000a\\u001b[2J\\u202e\\u007f\\u00e9");
    }

    @Test
    void shouldTruncateLongText() {
        String longest = "x".repeat(LogSafeText.DEFAULT_MAX_LENGTH);

        assertThat(LogSafeText.escape(longest)).isEqualTo(longest);
        assertThat(LogSafeText.escape(longest + "x")).isEqualTo(longest + "...");
        assertThat(LogSafeText.escape("abc", 2)).isEqualTo("ab...");
        assertThat(LogSafeText.escape("abc", 3)).isEqualTo("abc");
        assertThat(LogSafeText.escape("a", 0)).isEqualTo("...");
        assertThat(LogSafeText.escape("", 0)).isEmpty();
    }

    @Test
    void shouldQuoteTheEscapedText() {
        assertThat(LogSafeText.quote("a\n")).isEqualTo("'a\\u000a'");
        assertThat(LogSafeText.quote("")).isEqualTo("''");
    }

    @Property
    void shouldBePrintableAndBoundedForAnyText(@ForAll String text, @ForAll @IntRange(max = 200) int maxLength) {
        assertThat(LogSafeText.escape(text, maxLength)).matches("[ -~]*").hasSizeLessThanOrEqualTo(6 * maxLength + 3);
    }
}
