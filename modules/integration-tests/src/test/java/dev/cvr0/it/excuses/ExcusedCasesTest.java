// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.excuses;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ExcusedCasesTest {

    @Test
    void shouldCountAsSkippedWhenTheyFail() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> ExcusedCases.expectFailure(
                        () -> {
                            throw new AssertionError("as expected");
                        },
                        "cannot do it"))
                .withMessage("excused: cannot do it");
    }

    @Test
    void shouldFailWhenTheyPass() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ExcusedCases.expectFailure(() -> null, "cannot do it"))
                .withMessageContainingAll("passes", "cannot do it", "remove the excuse");
    }
}
