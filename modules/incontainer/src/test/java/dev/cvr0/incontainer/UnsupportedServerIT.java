// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.incontainer;

import static org.assertj.core.api.Assertions.assertThatException;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that is too old for the plugin says so, instead of running an emulator that answers nobody. */
@ArquillianTest
@RunAsClient
@Tag("unsupported")
class UnsupportedServerIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "emulator", managed = false, testable = false)
    static WebArchive emulator() {
        return EmulatorWar.with();
    }

    @Test
    void shouldRefuseThePlugin() {
        assertThatException()
                .isThrownBy(() -> deployer.deploy("emulator"))
                .havingRootCause()
                .withMessageContainingAll("cvr0-plugin needs CDI 4.0", "jakarta.enterprise.event.Startup");
    }
}
