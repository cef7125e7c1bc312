// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that the application has exactly one bean of a type.
 *
 * @param <T> the type of the bean
 */
final class SingletonBeanCheck<T> {

    // The request scope may be active at startup, but not in the sessions of clients.
    private static final Set<Class<? extends Annotation>> SHORT_SCOPES =
            Set.of(RequestScoped.class, SessionScoped.class, ConversationScoped.class);

    private final Class<T> type;
    private final Instance<T> candidates;
    private final BeanManager manager;
    private final String advice;

    SingletonBeanCheck(Class<T> type, Instance<T> candidates, BeanManager manager, String advice) {
        this.type = type;
        this.candidates = candidates;
        this.manager = manager;
        this.advice = advice;
    }

    T get() {
        return candidates.get();
    }

    Bean<T> bean() {
        return beans().get(0);
    }

    String className() {
        return className(bean());
    }

    Optional<String> validate() {
        List<Bean<T>> beans = beans();
        if (beans.isEmpty()) {
            return Optional.of("no bean of type " + type.getName() + ": " + advice);
        }
        if (beans.size() > 1) {
            return Optional.of(beans.size() + " beans of type " + type.getName() + " (" + classNames(beans)
                    + "): remove all but one, or make one an @Alternative with a @Priority");
        }
        return beans.get(0).getScope() == Dependent.class
                ? Optional.of(
                        "the bean of type " + type.getName() + " (" + classNames(beans)
                                + ") is @Dependent, so each injection point would get its own instance: make it @ApplicationScoped")
                : scopeProblem(beans.get(0), manager);
    }

    /** Returns a problem if a bean does not exist from the start of the application to its end. */
    static Optional<String> scopeProblem(Bean<?> bean, BeanManager manager) {
        return isActive(bean.getScope(), manager)
                ? Optional.empty()
                : Optional.of(className(bean) + " is @" + bean.getScope().getSimpleName()
                        + ", but must exist from the start of the application to its end: make it @ApplicationScoped");
    }

    /** Returns the class of a bean, without the suffix of a generated class. */
    static String className(Bean<?> bean) {
        String name = bean.getBeanClass().getName();
        int suffix = name.indexOf("$$");
        if (suffix < 0) {
            return name;
        }
        String prefix = name.substring(0, suffix);
        return name.startsWith("$$Lambda", suffix) ? "a lambda of " + prefix : prefix;
    }

    private static boolean isActive(Class<? extends Annotation> scope, BeanManager manager) {
        if (scope == Dependent.class) {
            return true;
        }
        try {
            return !SHORT_SCOPES.contains(scope) && manager.getContext(scope).isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    private List<Bean<T>> beans() {
        return candidates.handlesStream().<Bean<T>>map(Instance.Handle::getBean).toList();
    }

    private static String classNames(List<? extends Bean<?>> beans) {
        return beans.stream().map(SingletonBeanCheck::className).sorted().collect(Collectors.joining(", "));
    }
}
