// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExternalThreadsTest {

    private static final HostSettings SETTINGS = HostSettings.defaults().withPort(0);

    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
    private final ThreadFactory threads = task -> {
        Thread thread = new Thread(task, "external");
        made.add(thread);
        return thread;
    };

    @Test
    void shouldAnswerEveryCommand() {
        Queue<Thread> answering = new ConcurrentLinkedQueue<>();
        HandlerRegistry registry = Handlers.registry(
                Handlers.of("LOP", (command, session) -> {
                    answering.add(Thread.currentThread());
                    return Handlers.ok(command);
                }),
                Handlers.async("WRK", (command, session) -> {
                    return Handlers.ok(command);
                }));

        try (EmulatorHost host = EmulatorHost.start(SETTINGS, registry, Fallback.CLOSE, threads);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("LOP 1").read()).isEqualTo("LOP 1 OK");
            assertThat(client.line("WRK 2").read()).isEqualTo("WRK 2 OK");
        }

        assertThat(answering).hasSize(1).isSubsetOf(made);
    }

    @Test
    void shouldEndAllThreadsBeforeCloseReturns() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmulatorHost host = EmulatorHost.start(SETTINGS, Handlers.registry(), Fallback.CLOSE, threads);
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("ECH 1 a").read()).isEqualTo("ECH 1 a");
        }

        host.close();

        assertThat(made).isNotEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Predicate.not(before::contains))
                        .filter(thread ->
                                made.contains(thread) || thread.getName().startsWith("globalEventExecutor"))
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    @Test
    void shouldStartBeforeTheThreadsRun() {
        CountDownLatch go = new CountDownLatch(1);
        ThreadFactory later = task -> threads.newThread(() -> {
            try {
                go.await();
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        try (EmulatorHost host = EmulatorHost.start(SETTINGS, Handlers.registry(), Fallback.CLOSE, later);
                Endpoint client = Endpoint.connect(host.address()).line("ECH 1 a")) {
            go.countDown();

            assertThat(client.read()).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldNotKeepThreadLocalsOnTheCallingThread() throws InterruptedException {
        Queue<Integer> left = new ConcurrentLinkedQueue<>();
        Thread starter = new Thread(() -> {
            EmulatorHost host = EmulatorHost.start(SETTINGS, Handlers.registry(), Fallback.CLOSE, threads);
            left.add(FastThreadLocal.size());
            host.close();
            left.add(FastThreadLocal.size());
        });

        starter.start();
        starter.join();

        assertThat(left).containsExactly(0, 0);
    }

    @Test
    void shouldNotCreateThreadsIfTheAddressIsInUse() {
        try (EmulatorHost first = EmulatorHost.start(SETTINGS, Handlers.registry(), Fallback.CLOSE, threads)) {
            int before = made.size();

            assertThatThrownBy(() -> EmulatorHost.start(
                            SETTINGS.withPort(first.port()), Handlers.registry(), Fallback.CLOSE, threads))
                    .isInstanceOf(HostStartException.class)
                    .hasMessageContainingAll("127.0.0.1:" + first.port(), "Another program listens there");
            assertThat(made).hasSize(before);
        }
    }
}
