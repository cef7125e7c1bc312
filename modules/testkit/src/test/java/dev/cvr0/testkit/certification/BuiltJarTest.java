// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BuiltJarTest {

    @Test
    void shouldReturnTheJarOfAClass() {
        assertThat(BuiltJar.of(Test.class)).isFile().hasExtension("jar");
    }

    @Test
    void shouldRejectAClassInAFolder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BuiltJar.of(BuiltJarTest.class))
                .withMessageContainingAll("BuiltJarTest", "test-classes", "mvn verify");
    }

    @Test
    void shouldRejectAClassOfTheJdk() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BuiltJar.of(String.class))
                .withMessageContaining("JDK");
    }
}
