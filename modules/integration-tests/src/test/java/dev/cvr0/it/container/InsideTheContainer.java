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

/** What is tested wherever the plugin is deployed: that the test runs there, too. */
@ArquillianTest
public abstract class InsideTheContainer {

    @Inject
    TestHost host;

    @Inject
    Registrar registrar;

    /**
     * The way in for clients.
     *
     * @return a peer in this process, whose commands go to the handlers that the plugin registered
     */
    protected Peer peer() {
        return host.peer();
    }

    String answerTo(String line) {
        return host.record().handle(line, FakeSession.fresh()).line().orElse("declined");
    }

    @Test
    void shouldRunInTheContainer() throws NamingException {
        ContainerAssertions.assertInsideTheContainer();
        assertThat(CDI.current().select(Registrar.class).get()).isSameAs(registrar);
        if (Origin.ofThisDeployment().isServer()) {
            assertThat(Registrar.class.getProtectionDomain().getCodeSource().getLocation())
                    .asString()
                    .contains("/WEB-INF/lib/cvr0-plugin-");
        }
    }
}
