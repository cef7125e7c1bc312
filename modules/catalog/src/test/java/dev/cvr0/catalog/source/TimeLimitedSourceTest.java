// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeLimitedSourceTest {

    private static final Snapshot CONTENT = Snapshot.of(new CatalogFile("x", "x", new byte[0]));

    private final CountDownLatch unblocked = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean blocks;

    private final SnapshotSource source = new TimeLimitedSource(new Blocking(), this::thread, Duration.ofMillis(20));

    @AfterEach
    void unblock() {
        unblocked.countDown();
    }

    @Test
    void shouldRunEachOperationOnItsThread() {
        assertThat(source.name()).isEqualTo("blocking");
        assertThat(source.stamp()).isSameAs(threads.get(0));
        assertThat(source.read()).isSameAs(CONTENT);
        assertThat(threads).hasSize(1);
    }

    @Test
    void shouldAbandonReadThatBlocks() {
        blocks = true;
        assertThatThrownBy(source::read)
                .isInstanceOf(CatalogException.class)
                .hasMessage(
                        "blocking: reading takes longer than 20 ms; check that it is a regular file, and that its file"
                                + " system responds");
        blocks = false;
        assertThat(source.read()).isSameAs(CONTENT);
        assertThat(threads).hasSize(2);
    }

    @Test
    void shouldLimitNumberOfBlockedThreads() throws InterruptedException {
        blocks = true;
        for (int read = 0; read < TimeLimitedSource.MAX_RUNNING; read++) {
            assertThatThrownBy(source::read).hasMessageContaining("takes longer");
        }
        assertThatThrownBy(source::read).hasMessageContaining("8 reads of the file are blocked; check its file system");
        assertThat(threads).hasSize(TimeLimitedSource.MAX_RUNNING);
        blocks = false;
        unblocked.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(source.read()).isSameAs(CONTENT);
    }

    @Test
    void shouldReportBlockedNetworkAsUnavailable() {
        SnapshotSource shared = new TimeLimitedSource(
                new Blocking() {
                    @Override
                    public boolean hasExactStamp() {
                        return true;
                    }
                },
                this::thread,
                Duration.ofMillis(20));
        blocks = true;

        for (int read = 0; read <= TimeLimitedSource.MAX_RUNNING; read++) {
            assertThatThrownBy(shared::read)
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageStartingWith("blocking: ")
                    .hasMessageEndingWith("; check the network and the load of its server");
        }
    }

    @Test
    void shouldThrowErrorOfSource() {
        OutOfMemoryError error = new OutOfMemoryError("planned");
        SnapshotSource failing = new TimeLimitedSource(
                new Blocking() {
                    @Override
                    public Snapshot read() {
                        throw error;
                    }
                },
                this::thread,
                Duration.ofMinutes(1));
        assertThatThrownBy(failing::read).isSameAs(error);
    }

    @Test
    void shouldEndOnInterrupt() {
        blocks = true;
        Thread.currentThread().interrupt();
        assertThatThrownBy(source::read).hasMessage("blocking: reading was interrupted; try again");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    private class Blocking implements SnapshotSource {

        @Override
        public String name() {
            return "blocking";
        }

        @Override
        public Object stamp() {
            return Thread.currentThread();
        }

        @Override
        public Snapshot read() {
            while (blocks) {
                try {
                    unblocked.await();
                    return CONTENT;
                } catch (InterruptedException e) {
                    // Like a read that cannot be interrupted.
                }
            }
            return CONTENT;
        }
    }
}
