// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that the application has exactly one bean of a type.
 *
 * @param <T> the type of the bean
 */
final class SingletonBeanCheck<T> {

    private final Class<T> type;
    private final Instance<T> candidates;
    private final String advice;

    SingletonBeanCheck(Class<T> type, Instance<T> candidates, String advice) {
        this.type = type;
        this.candidates = candidates;
        this.advice = advice;
    }

    T get() {
        return candidates.get();
    }

    String className() {
        return beans().get(0).getBeanClass().getName();
    }

    Optional<String> validate() {
        List<Bean<T>> beans = beans();
        if (beans.isEmpty()) {
            return Optional.of("no bean of type " + type.getName() + ": " + advice
                    + ". If the class exists, add a scope such as @ApplicationScoped to it"
                    + " and a META-INF/beans.xml to its archive (WEB-INF/beans.xml in a WAR)");
        }
        if (beans.size() > 1) {
            return Optional.of(beans.size() + " beans of type " + type.getName() + " (" + classNames(beans)
                    + "): remove all but one, or make one an @Alternative with a @Priority");
        }
        return beans.get(0).getScope() == Dependent.class
                ? Optional.of(
                        "the bean of type " + type.getName() + " (" + classNames(beans)
                                + ") is @Dependent, so each injection point would get its own instance: make it @ApplicationScoped")
                : Optional.empty();
    }

    private List<Bean<T>> beans() {
        return candidates.handlesStream().<Bean<T>>map(Instance.Handle::getBean).toList();
    }

    private static String classNames(List<? extends Bean<?>> beans) {
        return beans.stream()
                .map(bean -> bean.getBeanClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
