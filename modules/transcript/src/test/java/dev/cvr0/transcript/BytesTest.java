// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @Property
    void shouldUnescapeItsEscapedForm(@ForAll byte[] bytes) {
        Bytes original = Bytes.of(bytes);
        assertThat(Bytes.unescape(original.toString())).isEqualTo(original).hasSameHashCodeAs(original);
    }

    @Property
    void shouldEscapeToPrintableAsciiWithoutTrailingSpaces(@ForAll byte[] bytes) {
        assertThat(Bytes.of(bytes).toString()).matches("([ -~]*[!-~])?");
    }

    @Property
    void shouldUnescapeOrRejectAnyText(@ForAll String text) {
        try {
            assertThat(Bytes.unescape(text).length()).isNotNegative();
        } catch (IllegalArgumentException e) {
            assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageContaining("invalid escape");
        }
    }

    @Test
    void shouldUnescapeEachEscape() {
        assertThat(Bytes.unescape("a\\s\\r\\n\\\\\\x00\\xfF b").toByteArray())
                .containsExactly('a', ' ', '\r', '\n', '\\', 0, 0xFF, ' ', 'b');
    }

    @Test
    void shouldEncodeOtherCharactersAsUtf8() {
        assertThat(Bytes.unescape("é").toByteArray()).containsExactly(0xC3, 0xA9);
    }

    @ParameterizedTest
    @CsvSource({"a\\q,\\q,2", "\\,\\,1", "\\x4,\\x,1", "\\x4g,\\x,1", "\\x٤٤,\\x,1", "ab\\S,\\S,3"})
    void shouldReportAnInvalidEscapeAndItsPosition(String text, String escape, int place) {
        assertThatThrownBy(() -> Bytes.unescape(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid escape '" + escape + "' at character " + place
                        + " of the text, expected \\s, \\r, \\n, \\\\ or \\xHH");
    }

    @Test
    void shouldTruncateALongQuote() {
        Bytes quoted = Bytes.ofText("x".repeat(401));
        assertThat(quoted.quoted()).isEqualTo("'" + "x".repeat(400) + "'... (401 bytes)");
        assertThat(quoted.slice(1, 401).quoted()).isEqualTo("'" + "x".repeat(400) + "'");
    }

    @Test
    void shouldCopyTheArray() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of((byte) 1, (byte) 2));
    }

    @Test
    void shouldRejectASliceOutOfBounds() {
        Bytes bytes = Bytes.ofText("abc");
        assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.ofText("bc"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.slice(1, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.slice(-1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.slice(2, 1));
    }

    @Test
    void shouldCompareItsEnd() {
        assertThat(Bytes.ofText("ab\r").endsWith(Bytes.ofText("\r"))).isTrue();
        assertThat(Bytes.ofText("\ra").endsWith(Bytes.ofText("\r"))).isFalse();
        assertThat(Bytes.NONE.endsWith(Bytes.ofText("\r"))).isFalse();
    }
}
