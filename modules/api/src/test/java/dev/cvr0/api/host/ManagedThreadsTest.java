// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
}
