// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditDistanceTest {

    @Test
    void shouldCountInsertedRemovedAndReplacedCharacters() {
        assertThat(EditDistance.between("minimum", "minimum")).isZero();
        assertThat(EditDistance.between("minmum", "minimum")).isEqualTo(1);
        assertThat(EditDistance.between("minimumm", "minimum")).isEqualTo(1);
        assertThat(EditDistance.between("maximum", "minimum")).isEqualTo(2);
        assertThat(EditDistance.between("", "from")).isEqualTo(4);
    }
}
