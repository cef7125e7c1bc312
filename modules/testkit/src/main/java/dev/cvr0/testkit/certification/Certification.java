// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The tests that all certifications have in common.
 *
 * @since 0.1
 */
public interface Certification {

    /**
     * Returns the host under test. Each test calls this method; no test stops the host.
     *
     * @return a running host; it may be the same for all tests
     */
    HostUnderTest host();

    /** Verifies that the tests run in the declared environment. */
    @Test
    default void shouldRunInTheDeclaredEnvironment() {
        assertThat(host().environment().differences())
                .as("%s", host().environment())
                .isEmpty();
    }
}
