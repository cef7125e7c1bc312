// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

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
 * Refuses an application with the plugin's jar in it more than once, an old version beside a new one for example: the
 * container would only say that some bean is ambiguous. Made by the container, once for each application.
 *
 * @since 0.1
 */
public class SoleCopy implements Extension {

    private static final String WITNESS = Registrar.class.getName().replace('.', '/') + ".class";

    private int copies;

    void count(@Observes ProcessAnnotatedType<Registrar> found) {
        copies++;
    }

    void check(@Observes AfterBeanDiscovery discovery) {
        if (copies > 1) {
            throw new PluginStartException(
                    List.of("cvr0-plugin is there " + copies + " times, in " + places() + ": remove all but one"));
        }
    }

    private static String places() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            return Collections.list(application.getResources(WITNESS)).stream()
                    .map(URL::toString)
                    .map(place -> place.substring(0, place.length() - WITNESS.length()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" and "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
