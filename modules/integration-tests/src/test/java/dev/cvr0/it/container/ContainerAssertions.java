// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.file.Path;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What is only true where a test runs inside the container that it is meant for. */
final class ContainerAssertions {

    private ContainerAssertions() {}

    static void assertInsideTheContainer() throws NamingException {
        Origin origin = Origin.ofThisDeployment();
        if (origin.isServer()) {
            assertInsideTheServer(origin);
        } else {
            assertInsideTheProcess(origin);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static void assertInsideTheServer(Origin origin) throws NamingException {
        assertThat(String.valueOf(ProcessHandle.current().pid())).isNotEqualTo(origin.pid());
        assertThat(Path.of(System.getProperty(origin.serverProperty(), "")).toAbsolutePath())
                .isEqualTo(Path.of(origin.serverHome()));
        assertThat(InitialContext.<BeanManager>doLookup("java:comp/BeanManager"))
                .isNotNull();
    }

    private static void assertInsideTheProcess(Origin origin) {
        assertThat(origin.cdi()).isNotEmpty();
        assertThat(CDI.current().getClass().getName()).startsWith(origin.cdi() + ".");
        assertThat(origin.pid())
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
    }
}
