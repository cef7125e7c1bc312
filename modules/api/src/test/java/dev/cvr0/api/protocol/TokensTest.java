// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Token A = new Token("a");
    private static final Token E_ACUTE = new Token("\u00E9");

    @Test
    void shouldPutASpaceBeforeEach() {
        assertThat(new Tokens(List.of(A, E_ACUTE)).encoded()).isEqualTo(" a %C3%A9");
        assertThat(new Tokens(List.of()).encoded()).isEmpty();
    }

    @Test
    void shouldCopy() {
        List<Token> given = new ArrayList<>(List.of(A));
        Tokens tokens = new Tokens(given);

        given.add(E_ACUTE);

        assertThat(tokens.list()).containsExactly(A);
        assertThatThrownBy(() -> tokens.list().add(E_ACUTE)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldBeEqualIfTheParametersAre() {
        assertThat(new Tokens(List.of(A)))
                .isEqualTo(new Tokens(List.of(new Token("a"))))
                .hasSameHashCodeAs(new Tokens(List.of(new Token("a"))))
                .isNotEqualTo(new Tokens(List.of(A, A)))
                .hasToString("[a]");
    }
}
