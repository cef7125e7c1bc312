// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployedHostIT {

    private static final String OLD_CLIENT = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final int DEPLOYMENTS = 4;

    private final AppServer server = AppServer.running();

    @AfterEach
    void undeployAll() throws Exception {
        server.undeployAll();
    }

    // First, because Open Liberty keeps the class loader of a failed deployment.
    @Test
    @Order(1)
    void shouldServeAfterEachDeploymentAndLeaveNothingBehind() throws Exception {
        WebArchive war = AppServer.host("cvr0.war");
        for (int deployment = 1; deployment <= DEPLOYMENTS; deployment++) {
            server.deploy(war);
            assertDialogue();
            assertThat(server.process().threads("cvr0-host-"))
                    .as("deployment %d", deployment)
                    .isNotEmpty();
            server.assertClassLoaders(1);

            server.undeploy(war);

            server.assertNothingLeft();
        }
    }

    @Test
    void shouldFailToDeployIfThePortIsInUse() throws Exception {
        WebArchive war = AppServer.host("cvr0.war");
        server.deploy(war);

        // Once in Open Liberty, which can miss a file that replaces a deleted one with the same name.
        boolean isLiberty = "liberty".equals(System.getProperty("cvr0.server"));
        for (int deployment = 1; deployment <= (isLiberty ? 1 : DEPLOYMENTS); deployment++) {
            String reason = server.failToDeploy(AppServer.host("second.war"));

            assertThat(reason)
                    .as("deployment %d", deployment)
                    .contains(
                            "cannot listen on 127.0.0.1:" + server.port(),
                            "Another program listens there",
                            "cvr0.listen");
            assertDialogue();
            // Open Liberty does not always release failed deployments; in a heap dump, no strong or soft reference
            // leads to their class loaders. WildFly keeps at most the last one.
            if (!isLiberty) {
                server.assertClassLoaders(2);
            }
        }
        server.undeploy(war);
        server.assertNothingLeft();
    }

    @Test
    void shouldEndSessionsGracefullyWhenUndeployed() throws Exception {
        WebArchive war = AppServer.host("cvr0.war");
        server.deploy(war);
        try (TestConnection client = new TestConnection(server.port())) {
            assertThat(client.ask("VER 1 CVR0")).isEqualTo("VER 1 CVR0");

            server.undeploy(war);

            assertThat(client.read()).isEqualTo("(closed)");
        }
        server.assertNothingLeft();
    }

    @Test
    void shouldRunOnManagedThreads() throws Exception {
        WebArchive war = AppServer.host("cvr0.war")
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "threads.jar")
                        .addClass(ThreadReportHandler.class)
                        .addAsManifestResource(new File(System.getProperty("cvr0.beans.xml")), "beans.xml"));
        server.deploy(war);

        assertThat(TestConnection.ask(server.port(), "THR 1"))
                .startsWith("THR 1 ")
                .contains(" cvr0-host-1:managed", " cvr0-catalog-1:managed", " jndi:yes")
                .doesNotContain("unmanaged");

        server.undeploy(war);
        server.assertNothingLeft();
    }

    private void assertDialogue() throws Exception {
        try (TestConnection client = new TestConnection(server.port())) {
            assertThat(client.ask("VER 1 MSNP9 CVR0")).isEqualTo("VER 1 CVR0");
            assertThat(client.ask(OLD_CLIENT)).startsWith("CVQ 2 7.0.0813 7.0.0813 6.2.0205 http://");
            assertThat(client.read()).isEqualTo("(closed)");
        }
    }
}
