// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;

/**
 * Refuses a container whose CDI is older than 4.0. It knows no {@code Startup} event, and may leave out the beans that
 * observe it without a word: the application would run, and nobody would answer VER. Made by the container.
 *
 * @since 0.1
 */
public class StartupEventCheck implements Extension {

    private static final String STARTUP = "jakarta.enterprise.event.Startup";

    void check(@Observes AfterBeanDiscovery discovery) {
        if (!isThere(STARTUP)) {
            // thrown and not added to the discovery: a container may keep to its log what is added
            throw new PluginStartException(
                    List.of("cvr0-plugin needs CDI 4.0, of Jakarta EE 10: this container has an older one, without "
                            + STARTUP));
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, StartupEventCheck.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
