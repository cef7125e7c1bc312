// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.plugin.base.PluginBean;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Prepares the container for a host without CDI: adds the plugin's beans that discovery did not find, and turns objects of
 * the host into beans.
 */
public final class HostInstanceExtension implements Extension {

    private final Set<Class<?>> undiscovered;
    private final List<Consumer<AfterBeanDiscovery>> additions = new ArrayList<>();

    /**
     * Creates an extension.
     *
     * @param beans the classes of the plugin's beans
     */
    public HostInstanceExtension(Class<?>... beans) {
        undiscovered = new LinkedHashSet<>(List.of(beans));
    }

    /** Adds a bean to the discovered beans of its type. */
    public <T> void add(Class<T> type, T instance) {
        additions.add(discovery -> bean(discovery, type, instance));
    }

    /** Replaces the discovered beans of a type. */
    public <T> void replace(Class<T> type, T instance) {
        additions.add(
                discovery -> bean(discovery, type, instance).alternative(true).priority(Integer.MAX_VALUE));
    }

    /** Adds an observer of decisions. */
    public void observe(Consumer<Decision> observer) {
        additions.add(discovery -> discovery
                .<Decision>addObserverMethod()
                .beanClass(HostInstanceExtension.class)
                .observedType(Decision.class)
                .notifyWith(context -> observer.accept(context.getEvent())));
    }

    void discovered(@Observes @WithAnnotations(PluginBean.class) ProcessAnnotatedType<?> found) {
        undiscovered.remove(found.getAnnotatedType().getJavaClass());
    }

    // Discovery does not work in every packaging, for example not in the nested JARs of an executable JAR.
    void addUndiscovered(@Observes AfterTypeDiscovery discovery) {
        undiscovered.forEach(type -> discovery.addAnnotatedType(type, type.getName()));
    }

    void register(@Observes AfterBeanDiscovery discovery) {
        additions.forEach(addition -> addition.accept(discovery));
    }

    private static <T> BeanConfigurator<T> bean(AfterBeanDiscovery discovery, Class<T> type, T instance) {
        return discovery
                .<T>addBean()
                .beanClass(instance.getClass())
                .types(type, Object.class)
                .scope(Singleton.class)
                .createWith(context -> instance);
    }
}
