// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.TestHost;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.transcript.Peer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import javax.naming.NamingException;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The base class of tests that run inside the container with the plugin. Verifies that they do. */
@ArquillianTest
public abstract class ContainerTestBase {

    @Inject
    TestHost host;

    @Inject
    Registrar registrar;

    /**
     * Returns the entry point for clients.
     *
     * @return a peer in this process that passes commands to the handlers of the plugin
     */
    protected Peer peer() {
        return host.peer();
    }

    String answerTo(String line) {
        return host.record().handle(line, FakeSession.fresh()).line().orElse("declined");
    }

    @Test
    void shouldRunInsideTheContainer() throws NamingException {
        ContainerAssertions.assertInsideTheContainer();
        assertThat(CDI.current().select(Registrar.class).get()).isSameAs(registrar);
        if (DeploymentInfo.ofThisDeployment().isServer()) {
            assertThat(Registrar.class.getProtectionDomain().getCodeSource().getLocation())
                    .asString()
                    .contains("/WEB-INF/lib/cvr0-plugin-");
        }
    }
}
