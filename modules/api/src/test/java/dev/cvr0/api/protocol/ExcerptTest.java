// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void shouldShowPrintableTextAsItIs() {
        assertThat(Excerpt.of("CVQ 2 a@example.com")).hasToString("CVQ 2 a@example.com");
    }

    @Test
    void shouldEscapeWhatEndsALineOrSteersATerminal() {
        assertThat(Excerpt.of("a\r\n\u001B[2J\\\u202E")).hasToString("a\\u000d\\u000a\\u001b[2J\\\\\\u202e");
    }

    @Test
    void shouldCutLongTextAndSaySo() {
        assertThat(Excerpt.of("x".repeat(Excerpt.MAX_LENGTH)).text()).isEqualTo("x".repeat(Excerpt.MAX_LENGTH));
        assertThat(Excerpt.of("x".repeat(Excerpt.MAX_LENGTH + 1)).text())
                .isEqualTo("x".repeat(Excerpt.MAX_LENGTH) + "...");
    }

    @Property
    void shouldBePrintableAndBoundedForAnyText(@ForAll String text) {
        assertThat(Excerpt.of(text).text()).matches("[ -~]*").hasSizeLessThanOrEqualTo(6 * Excerpt.MAX_LENGTH + 3);
    }
}
