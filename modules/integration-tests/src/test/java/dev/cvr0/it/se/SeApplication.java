// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jboss.shrinkwrap.api.Archive;

/** A deployment in its container. Its class loader is the thread's for as long as it runs. */
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
            leave(classes, before);
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
            leave(classes, before);
        }
    }

    private static void leave(UnpackedClassLoader classes, ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
        classes.close();
    }
}
