// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Generates texts that a hostile client may send, and versions that are likely to be equal or adjacent. */
final class ProtocolTexts extends DomainContextBase {

    static final int MAX_LENGTH = 24;

    /** All UTF-16 code units, including unpaired surrogates, with frequent use of characters of the wire grammar. */
    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\uFFFF').ofMaxLength(MAX_LENGTH),
                Arbitraries.strings().ascii().ofMaxLength(MAX_LENGTH),
                Arbitraries.strings()
                        .withChars(" VERCQX0x19.,%\u0661\uFF11\r\n\t\0")
                        .ofMaxLength(MAX_LENGTH),
                Arbitraries.of("", " ", "é", "\uD83D\uDE00", "\uD83D", "\uFFFD", "\u0085", "\u007F", "\u00A0"));
    }

    @Provide
    Arbitrary<Token> token() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withCharRange('\u00A0', '\u2027')
                .withCharRange('\u202A', '\uD7FF')
                .withCharRange('\uE000', '\uFFFC')
                .ofMaxLength(MAX_LENGTH)
                .flatMap(text -> Arbitraries.of("%", "\u00E9", "\uD83D\uDE00").map(text::concat))
                .map(Token::new);
    }

    @Provide
    Arbitrary<ClientVersion> version() {
        return Arbitraries.oneOf(readable(), parseable(anyText()), parseable(dotted()));
    }

    private static Arbitrary<ClientVersion> parseable(Arbitrary<String> texts) {
        return texts.filter(text -> Token.validate(text).isEmpty()).map(ClientVersion::parse);
    }

    private static Arbitrary<ClientVersion> readable() {
        return component().list().ofMinSize(1).ofMaxSize(5).map(parts -> ClientVersion.parse(String.join(".", parts)));
    }

    private static Arbitrary<String> component() {
        Arbitrary<String> zeros = Arbitraries.strings().withChars('0').ofMaxLength(3);
        Arbitrary<String> small = Arbitraries.integers().between(0, 3).map(String::valueOf);
        Arbitrary<String> huge = Arbitraries.strings().numeric().ofMinLength(18).ofMaxLength(40);
        return Combinators.combine(zeros, Arbitraries.frequencyOf(Tuple.of(9, small), Tuple.of(1, huge)))
                .as(String::concat);
    }

    private static Arbitrary<String> dotted() {
        return Arbitraries.strings().withChars("01.b-+ \u0661\uFF11").ofMaxLength(8);
    }
}
