// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.base.PluginLog;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Records what bean discovery finds, for the messages at startup. Rejects an application without the Bean Validation API,
 * because the container would report only an unsatisfied dependency. The container creates one instance per application.
 *
 * @since 0.1
 */
public class DiscoveryExtension implements Extension {

    static final String NO_BEAN_VALIDATION = "no Bean Validation provider: put"
            + " org.hibernate.validator:hibernate-validator on the class path; in Open Liberty, add the feature"
            + " validation-3.1 (Jakarta EE 10: beanValidation-3.0)";

    private final Set<Class<?>> alternatives = new HashSet<>();
    private final Set<Bean<?>> managedPolicies = new HashSet<>();
    private boolean archiveDiscovered;
    private boolean registrarPresent;

    void requireBeanValidation(@Observes BeforeBeanDiscovery discovery) {
        try {
            Class.forName("jakarta.validation.Validation", false, getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new PluginStartException(List.of(NO_BEAN_VALIDATION), e);
        }
    }

    void addAlternative(@Observes @WithAnnotations(Alternative.class) ProcessAnnotatedType<?> found) {
        if (!found.getAnnotatedType().isAnnotationPresent(Priority.class)) {
            alternatives.add(found.getAnnotatedType().getJavaClass());
        }
    }

    <T extends VersionPolicy> void addPolicy(@Observes ProcessManagedBean<T> policy) {
        managedPolicies.add(policy.getBean());
    }

    void checkRegistrar(@Observes ProcessAnnotatedType<Registrar> found) {
        registrarPresent = true;
    }

    void endDiscovery(@Observes AfterTypeDiscovery discovery) {
        archiveDiscovered = registrarPresent;
    }

    void warnIfUndiscovered(@Observes AfterDeploymentValidation validation) {
        if (!registrarPresent) {
            PluginLog.undiscovered(location());
        }
    }

    /** Tells whether discovery found the archive of the plugin. If not, {@link HostInstanceExtension} added its beans. */
    boolean archiveDiscovered() {
        return archiveDiscovered;
    }

    /** Returns the classes that are alternatives and have no {@code @Priority}. */
    Set<Class<?>> alternatives() {
        return Set.copyOf(alternatives);
    }

    /** Tells whether the container creates a policy from its class, so that decorators apply to it. */
    boolean isManaged(Bean<?> policy) {
        return managedPolicies.contains(policy);
    }

    /** Returns the location of the plugin, such as the URL of its JAR. */
    static String location() {
        String file = Registrar.class.getName().replace('.', '/') + ".class";
        URL url = Registrar.class.getResource('/' + file);
        return url == null ? "cvr0-plugin" : url.toString().replace(file, "");
    }
}
