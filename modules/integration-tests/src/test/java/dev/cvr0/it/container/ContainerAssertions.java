// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.file.Path;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Asserts that a test runs inside the container for which it was deployed. */
final class ContainerAssertions {

    private ContainerAssertions() {}

    static void assertInsideTheContainer() throws NamingException {
        DeploymentInfo deployment = DeploymentInfo.ofThisDeployment();
        if (deployment.isServer()) {
            assertInsideTheServer(deployment);
        } else {
            assertInsideTheProcess(deployment);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static void assertInsideTheServer(DeploymentInfo deployment) throws NamingException {
        assertThat(String.valueOf(ProcessHandle.current().pid())).isNotEqualTo(deployment.pid());
        assertThat(Path.of(System.getProperty(deployment.serverProperty(), "")).toAbsolutePath())
                .isEqualTo(Path.of(deployment.serverHome()));
        assertThat(InitialContext.<BeanManager>doLookup("java:comp/BeanManager"))
                .isNotNull();
    }

    private static void assertInsideTheProcess(DeploymentInfo deployment) {
        assertThat(deployment.cdi()).isNotEmpty();
        assertThat(CDI.current().getClass().getName()).startsWith(deployment.cdi() + ".");
        assertThat(deployment.pid())
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
    }
}
