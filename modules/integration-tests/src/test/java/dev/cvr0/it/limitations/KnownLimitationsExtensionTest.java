// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.limitations;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class KnownLimitationsExtensionTest {

    @Test
    void shouldAbortATestThatFailsAsExpected() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> KnownLimitationsExtension.expectFailure(
                        () -> {
                            throw new AssertionError("as expected");
                        },
                        "cannot do it"))
                .withMessage("failed as expected: cannot do it");
    }

    @Test
    void shouldFailATestThatPassesUnexpectedly() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> KnownLimitationsExtension.expectFailure(() -> null, "cannot do it"))
                .withMessageContainingAll("passed", "cannot do it", "remove it from known-limitations.properties");
    }
}
