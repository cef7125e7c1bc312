// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Objects of a host without CDI, made beans that win over those found on the class path. */
final class HostBeans implements Extension {

    private final Map<Class<?>, Object> objects = new HashMap<>();

    <T> void put(Class<T> type, T object) {
        objects.put(type, object);
    }

    void add(@Observes AfterBeanDiscovery discovery) {
        objects.forEach((type, object) -> discovery
                .addBean()
                .beanClass(object.getClass())
                .types(type, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(Integer.MAX_VALUE)
                .createWith(context -> object));
    }
}
