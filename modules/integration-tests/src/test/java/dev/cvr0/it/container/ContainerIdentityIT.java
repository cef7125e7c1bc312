// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.ProbeBean;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Records the identity of the container. Runs without the plugin, so that it succeeds even if the plugin does not start. */
@ArquillianTest
class ContainerIdentityIT {

    @Inject
    ProbeBean probe;

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.withoutPlugin().addClass(ProbeBean.class);
    }

    @Test
    void shouldBeRecordedInsideTheContainer() throws IOException, NamingException {
        ContainerAssertions.assertInsideTheContainer();
        assertThat(probe.respond()).isTrue();
        DeploymentInfo deployment = DeploymentInfo.ofThisDeployment();
        Path folder = Path.of(deployment.reports());
        String ee = deployment.isServer() ? EeLevel.ofThisServer() : "-";
        ContainerIdentity identity = ContainerIdentity.ofThisContainer(deployment.container(), ee);

        identity.writeTo(folder);

        assertThat(ContainerIdentity.readFrom(folder)).isEqualTo(identity);
    }
}
