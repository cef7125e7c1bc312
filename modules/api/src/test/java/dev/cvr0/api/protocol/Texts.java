// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Texts as a hostile client may send them, and versions that are close enough to each other to collide. */
final class Texts extends DomainContextBase {

    static final int LONGEST = 24;

    /** Every UTF-16 code unit, so halves of surrogate pairs too; and often what the wire's grammar is made of. */
    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\uFFFF').ofMaxLength(LONGEST),
                Arbitraries.strings().ascii().ofMaxLength(LONGEST),
                Arbitraries.strings()
                        .withChars(" VERCQX0x19.,%\u0661\uFF11\r\n\t\0")
                        .ofMaxLength(LONGEST),
                Arbitraries.of("", " ", "é", "\uD83D\uDE00", "\uD83D", "\uFFFD", "\u0085", "\u007F", "\u00A0"));
    }

    @Provide
    Arbitrary<Token> token() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withCharRange('\u00A0', '\uD7FF')
                .withCharRange('\uE000', '\uFFFC')
                .ofMaxLength(LONGEST)
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
