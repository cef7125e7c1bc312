// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Verb;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class RegistrationIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with();
    }

    @Test
    void shouldRegisterAllVerbs() {
        assertThat(host.record().verbs()).containsExactlyInAnyOrder(Verb.VER, Verb.CVQ, Verb.CVR);
    }

    @Test
    void shouldRegisterOnlyOnce() {
        int before = host.record().events().size();

        registrar.start();

        assertThat(host.record().events()).hasSize(before);
    }

    @Test
    void shouldWithdrawOnStopAndRegisterOnStart() {
        registrar.stop();
        assertThat(host.record().verbs()).isEmpty();

        registrar.start();
        assertThat(host.record().verbs()).containsExactlyInAnyOrder(Verb.VER, Verb.CVQ, Verb.CVR);
    }
}
