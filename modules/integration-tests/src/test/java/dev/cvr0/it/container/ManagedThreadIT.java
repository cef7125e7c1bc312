// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.JndiPolicy;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class ManagedThreadIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(JndiPolicy.class);
    }

    @Test
    void shouldRunPoliciesThatMayBlock() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602"))
                .isEqualTo("CVQ 1 4.2 4.2 4.2 http://managed.example/ http://policies.example/JndiPolicy");
    }
}
