// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.TestHost;
import dev.cvr0.testkit.FakeSession;
import jakarta.inject.Inject;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Deploys an application twice. The second deployment reads the final state of the first one. */
@ArquillianTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedeploymentIT {

    private static final String EMULATOR = "emulator";

    @ArquillianResource
    Deployer deployer;

    @Inject
    TestHost host;

    @Deployment(name = EMULATOR, managed = false)
    static WebArchive emulator() {
        return EmulatorWar.with();
    }

    @Test
    @Order(1)
    @RunAsClient
    void shouldDeploy() {
        deployer.deploy(EMULATOR);
    }

    @Test
    @Order(2)
    @OperateOnDeployment(EMULATOR)
    void shouldAnswerAfterTheFirstDeployment() throws NamingException {
        ContainerAssertions.assertInsideTheContainer();
        System.clearProperty(TestHost.FINAL_STATE);

        assertThat(answerToVer()).isEqualTo("VER 1 CVR0");
    }

    @Test
    @Order(3)
    @RunAsClient
    void shouldRedeploy() {
        deployer.undeploy(EMULATOR);
        deployer.deploy(EMULATOR);
    }

    @Test
    @Order(4)
    @OperateOnDeployment(EMULATOR)
    void shouldHaveWithdrawnAllHandlersOnUndeployment() throws NamingException {
        ContainerAssertions.assertInsideTheContainer();

        assertThat(System.getProperty(TestHost.FINAL_STATE))
                .isEqualTo("[REGISTERED, REGISTERED, WITHDRAWN, WITHDRAWN] []");
    }

    @Test
    @Order(5)
    @OperateOnDeployment(EMULATOR)
    void shouldAnswerAfterTheSecondDeployment() {
        assertThat(host.record().events()).hasSize(2);
        assertThat(answerToVer()).isEqualTo("VER 1 CVR0");
    }

    @Test
    @Order(6)
    @RunAsClient
    void shouldUndeploy() {
        deployer.undeploy(EMULATOR);
    }

    private String answerToVer() {
        return host.record()
                .handle("VER 1 MSNP8 CVR0", FakeSession.fresh())
                .line()
                .orElse("declined");
    }
}
