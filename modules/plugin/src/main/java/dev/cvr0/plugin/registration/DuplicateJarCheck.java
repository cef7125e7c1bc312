// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rejects an application that contains the plugin's JAR more than once, for example in two versions. Without this check,
 * the container would report only ambiguous beans. The container creates one instance per application.
 *
 * @since 0.1
 */
public class DuplicateJarCheck implements Extension {

    private static final String CLASS_FILE = Registrar.class.getName().replace('.', '/') + ".class";

    private int copies;

    void count(@Observes ProcessAnnotatedType<Registrar> found) {
        copies++;
    }

    void check(@Observes AfterBeanDiscovery discovery) {
        if (copies > 1) {
            throw new PluginStartException(
                    List.of("cvr0-plugin is present " + copies + " times, in " + locations() + ": remove all but one"));
        }
    }

    private static String locations() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            return Collections.list(application.getResources(CLASS_FILE)).stream()
                    .map(URL::toString)
                    .map(location -> location.substring(0, location.length() - CLASS_FILE.length()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" and "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
