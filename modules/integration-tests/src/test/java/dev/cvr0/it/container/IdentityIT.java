// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.Witness;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Runs without the plugin, so that a container is identified even if the plugin does not start in it. */
@ArquillianTest
class IdentityIT {

    @Inject
    Witness witness;

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.withoutPlugin().addClass(Witness.class);
    }

    @Test
    void shouldBeWrittenDownInsideTheContainer() throws IOException, NamingException {
        ContainerAssertions.assertInsideTheContainer();
        assertThat(witness.isThere()).isTrue();
        Origin origin = Origin.ofThisDeployment();
        Path folder = Path.of(origin.reports());
        String ee = origin.isServer() ? EeLevel.ofThisServer() : "-";
        Identity identity = Identity.ofThisContainer(origin.container(), ee);

        identity.writeTo(folder);

        assertThat(Identity.readFrom(folder)).isEqualTo(identity);
    }
}
