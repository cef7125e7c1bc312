// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.InvalidUrlPolicy;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class InvalidUrlPolicyIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(InvalidUrlPolicy.class);
    }

    @Test
    void shouldAnswer500() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602")).isEqualTo("500 1");
    }
}
