// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import dev.cvr0.api.policy.Decision;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes objects of a host without CDI into beans, which replace discovered beans of their types. */
public final class HostInstanceExtension implements Extension {

    private final Map<Class<?>, Object> instances = new HashMap<>();
    private final List<Consumer<Decision>> observers = new ArrayList<>();

    /** Adds a bean. */
    public <T> void add(Class<T> type, T instance) {
        instances.put(type, instance);
    }

    /** Adds an observer of decisions. */
    public void observe(Consumer<Decision> observer) {
        observers.add(observer);
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
