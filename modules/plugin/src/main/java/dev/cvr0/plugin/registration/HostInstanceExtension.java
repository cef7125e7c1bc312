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
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Completes a container that a host without CDI boots: adds the plugin's beans that discovery did not find, and makes
 * objects of the host into beans, which replace discovered beans of their types.
 */
public final class HostInstanceExtension implements Extension {

    private final Set<Class<?>> undiscovered;
    private final Map<Class<?>, Object> instances = new HashMap<>();
    private final List<Consumer<Decision>> observers = new ArrayList<>();

    /**
     * Creates an extension.
     *
     * @param beans the classes of the plugin's beans
     */
    public HostInstanceExtension(Class<?>... beans) {
        undiscovered = new LinkedHashSet<>(List.of(beans));
    }

    /** Adds a bean. */
    public <T> void add(Class<T> type, T instance) {
        instances.put(type, instance);
    }

    /** Adds an observer of decisions. */
    public void observe(Consumer<Decision> observer) {
        observers.add(observer);
    }

    void discovered(@Observes @WithAnnotations(PluginBean.class) ProcessAnnotatedType<?> found) {
        undiscovered.remove(found.getAnnotatedType().getJavaClass());
    }

    // Discovery does not work in every packaging, for example not in the nested JARs of an executable JAR.
    void addUndiscovered(@Observes AfterTypeDiscovery discovery) {
        undiscovered.forEach(type -> discovery.addAnnotatedType(type, type.getName()));
    }

    void register(@Observes AfterBeanDiscovery discovery) {
        instances.forEach((type, instance) -> discovery
                .addBean()
                .beanClass(instance.getClass())
                .types(type, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(Integer.MAX_VALUE)
                .createWith(context -> instance));
        observers.forEach(observer -> discovery
                .<Decision>addObserverMethod()
                .beanClass(HostInstanceExtension.class)
                .observedType(Decision.class)
                .notifyWith(context -> observer.accept(context.getEvent())));
    }
}
