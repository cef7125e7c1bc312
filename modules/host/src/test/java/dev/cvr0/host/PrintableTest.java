// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void printableTextShouldStayAsItIs() {
        assertThat(new Printable("VER 1 MSNP8")).hasToString("'VER 1 MSNP8'");
    }

    @Test
    void otherCharactersShouldBeEscaped() {
        assertThat(new Printable("a\r\n\u001B'\\\u00E4")).hasToString("'a\\u000d\\u000a\\u001b\\u0027\\u005c\\u00e4'");
    }

    @Test
    void longTextShouldBeCut() {
        assertThat(new Printable("x".repeat(80))).hasToString("'" + "x".repeat(80) + "'");
        assertThat(new Printable("x".repeat(81))).hasToString("'" + "x".repeat(80) + "'...");
    }
}
