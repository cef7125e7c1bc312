// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jboss.shrinkwrap.api.Archive;

/** A running deployment. Its class loader is the context class loader of the thread until it is closed. */
record SeApplication(SeContainer container, UnpackedClassLoader classes, ClassLoader before) implements AutoCloseable {

    static SeApplication boot(Archive<?> archive) {
        UnpackedClassLoader classes = UnpackedClassLoader.of(archive);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(classes);
        try {
            SeContainer container =
                    SeContainerInitializer.newInstance().setClassLoader(classes).initialize();
            return new SeApplication(container, classes, before);
        } catch (RuntimeException e) {
            restore(classes, before);
            throw e;
        }
    }

    BeanManager beans() {
        return container.getBeanManager();
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            restore(classes, before);
        }
    }

    private static void restore(UnpackedClassLoader classes, ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
        classes.close();
    }
}
