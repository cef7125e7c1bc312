// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbTest {

    @ParameterizedTest
    @ValueSource(strings = {"VER", "CVQ", "CVR", "USR", "XYZ", "AAA"})
    void shouldAcceptThreeCapitalLetters(String name) {
        assertThat(Verb.tryParse(name)).contains(new Verb(name));
        assertThat(new Verb(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VE", "VERS", "ver", "Ver", "VE1", "VE ", " VE", "V\u00C9R", "\uFF36ER", "VE\r"})
    void shouldRejectOtherNames(String name) {
        assertThat(Verb.tryParse(name)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verb(name))
                .withMessage("a verb must be three letters A to Z");
    }

    @Test
    void shouldHaveConstantsForTheCommandsOfCvr0() {
        assertThat(Verb.tryParse("VER")).contains(Verb.VER);
        assertThat(Verb.tryParse("CVQ")).contains(Verb.CVQ);
        assertThat(Verb.tryParse("CVR")).contains(Verb.CVR);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldNeverThrowForAnyText(@ForAll String text) {
        assertThat(Verb.tryParse(text).isPresent()).isEqualTo(text.matches("[A-Z]{3}"));
    }
}
