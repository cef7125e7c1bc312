// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import static org.assertj.core.api.Assertions.assertThatException;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.junit.jupiter.api.Test;

class DuplicateJarCheckTest {

    @Test
    void shouldRejectADuplicatePluginJar() {
        SeContainerInitializer application =
                SeContainerInitializer.newInstance().addExtensions(new DuplicateRegistrarExtension());

        assertThatException()
                .isThrownBy(application::initialize)
                .withStackTraceContaining("cvr0-plugin is present 2 times, in ")
                .withStackTraceContaining("remove all but one");
    }

    /** Adds the registrar a second time, like a container that discovers a second JAR. */
    public static class DuplicateRegistrarExtension implements Extension {

        void add(@Observes BeforeBeanDiscovery discovery) {
            discovery.addAnnotatedType(Registrar.class, "of the second jar");
        }
    }
}
