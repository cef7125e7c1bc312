// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BuiltJarTest {

    @Test
    void shouldBeTheOneThatAClassComesFrom() {
        assertThat(BuiltJar.of(Test.class)).isFile().hasExtension("jar");
    }

    @Test
    void shouldNotBeAFolder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BuiltJar.of(BuiltJarTest.class))
                .withMessageContainingAll("dev.cvr0.it.container.BuiltJarTest", "test-classes", "mvn verify");
    }
}
