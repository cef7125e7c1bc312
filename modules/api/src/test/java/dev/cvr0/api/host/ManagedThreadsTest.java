// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class ManagedThreadsTest {

    private final ThreadFactory threads = ManagedThreads.named("cvr0-test-");

    @Test
    void shouldNameThreadsByPrefixAndNumber() {
        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("cvr0-test-1");
        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("cvr0-test-2");
    }

    @Test
    void shouldCreateDaemonThreadsOutsideAServer() {
        assertThat(threads.newThread(() -> {}).isDaemon()).isTrue();
    }

    @Test
    void shouldRunTheTask() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();

        threads.newThread(() -> name.complete(Thread.currentThread().getName())).start();

        assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("cvr0-test-1");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void shouldUseTheManagedThreadFactoryOfAServer() {
        Thread managed = new Thread("managed");

        withJndi((ThreadFactory) task -> managed, () -> {
            Thread thread = ManagedThreads.named("cvr0-test-").newThread(() -> {});

            assertThat(thread).isSameAs(managed);
            assertThat(thread.getName()).isEqualTo("cvr0-test-1");
        });
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void shouldCreateDaemonThreadsIfTheServerHasAnObjectOfAnotherType() {
        withJndi(
                "not a thread factory",
                () -> assertThat(ManagedThreads.named("cvr0-test-")
                                .newThread(() -> {})
                                .isDaemon())
                        .isTrue());
    }

    private static void withJndi(Object threadFactory, Runnable action) {
        ServerContextFactory.threadFactory = threadFactory;
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, ServerContextFactory.class.getName());
        try {
            action.run();
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }
    }

    /** A naming context with only the default managed thread factory. */
    public static final class ServerContextFactory implements InitialContextFactory {

        private static Object threadFactory = "";

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("lookup")
                                && "java:comp/DefaultManagedThreadFactory".equals(arguments[0])) {
                            return threadFactory;
                        }
                        throw new UnsupportedOperationException(method.getName());
                    });
        }
    }
}
