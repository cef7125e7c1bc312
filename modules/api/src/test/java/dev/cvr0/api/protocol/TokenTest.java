// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"5.0.0537", "http://messenger.msn.com/?a=b&c=%20#d", "~", "!", "a,b"})
    void shouldNotEncodePrintableAscii(String text) {
        assertThat(new Token(text).encoded()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"caf\u00E9, caf%C3%A9", "\u20AC1, %E2%82%AC1", "\uD83D\uDE00, %F0%9F%98%80", "\u00A0, %C2%A0"})
    void shouldPercentEncodeNonAsciiCharactersAsUtf8(String text, String encoded) {
        assertThat(new Token(text).encoded()).isEqualTo(encoded);
    }

    @Test
    void shouldReturnTheText() {
        assertThat(new Token("caf\u00E9")).hasToString("caf\u00E9");
    }

    @Test
    void shouldBeEqualOnlyIfTheTextIsEqual() {
        assertThat(new Token("a"))
                .isEqualTo(new Token("a"))
                .isNotEqualTo(new Token("A"))
                .isNotEqualTo("a");
    }

    @Test
    void shouldRejectAnEmptyText() {
        assertThat(Token.validate("")).contains("must not be empty");
    }

    @Test
    void shouldReportThePositionOfASpace() {
        assertThat(Token.validate("a b")).contains("must not contain a space, but does at character 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab\0",
                "ab\r",
                "ab\n",
                "ab\t",
                "ab\u007F",
                "ab\u0085",
                "ab\uFFFD",
                "ab\u2028",
                "ab\u2029",
                "ab\uD83D",
                "ab\uDE00",
                "ab\uD83Dc"
            })
    void shouldReportThePositionOfAControlCharacterOrMalformedText(String text) {
        assertThat(Token.validate(text))
                .contains("must not contain a control character or malformed text, but does at character 3");
    }

    @Property
    void shouldNotRepeatAnInvalidTextInTheMessage(@ForAll("invalidTexts") String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Token(text)).withMessageNotContaining("secret");
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldRejectATextOnlyIfValidationFails(@ForAll String text) {
        if (Token.validate(text).isEmpty()) {
            assertThatCode(() -> new Token(text)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Token(text))
                    .withMessage("a parameter " + Token.validate(text).get());
        }
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldEncodeEveryTokenAsPrintableAscii(@ForAll Token token) {
        assertThat(token.encoded()).matches("[!-~]+");
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldParseATextOnlyIfValidationSucceeds(@ForAll String text) {
        assertThat(Token.tryParse(text).isPresent())
                .isEqualTo(Token.validate(text).isEmpty());
        Token.tryParse(text)
                .ifPresent(token -> assertThat(token)
                        .isEqualTo(new Token(text))
                        .hasSameHashCodeAs(new Token(text))
                        .extracting(Token::encoded)
                        .isEqualTo(new Token(text).encoded()));
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldEncodeEveryValidTextAsPrintableAscii(@ForAll String text) {
        if (Token.validate(text).isEmpty()) {
            assertThat(new Token(text).encoded()).matches("[!-~]+");
        }
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldEncodeTextReversibly(@ForAll Token token) {
        String plain = token.text().replace('%', '_').replace('+', '_');

        assertThat(URLDecoder.decode(new Token(plain).encoded(), StandardCharsets.UTF_8))
                .isEqualTo(plain);
    }

    @Provide
    Arbitrary<String> invalidTexts() {
        return Arbitraries.of(" ", "\0", "\r", "\n", "\u0085", "\uFFFD", "\uD800")
                .map(invalid -> "secret" + invalid);
    }
}
