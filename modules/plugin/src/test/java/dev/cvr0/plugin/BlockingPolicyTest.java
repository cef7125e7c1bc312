// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.plugin.base.PluginLogRecorder;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a policy that may block: threads, timeout and fallback advice. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingPolicyTest {

    private static final String CVQ = " 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final Map<String, String> FALLBACK = Map.of(
            "cvr0.policy.fallback.recommended", "9.9",
            "cvr0.policy.fallback.minimum", "9.0",
            "cvr0.policy.fallback.download-url", "http://fallback.example/",
            "cvr0.policy.fallback.fallback-url", "http://fallback.example/");
    private static final String FALLBACK_ANSWER = "CVQ 1 9.9 9.9 9.0 http://fallback.example/ http://fallback.example/";
    private static final String LONG_TIMEOUT = "1m";

    private final RecordingRegistry registry = new RecordingRegistry();

    @Test
    void shouldReturnBeforeThePolicyCompletes() {
        GatedPolicy policy = new GatedPolicy();

        try (StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 1, Map.of())) {
            CompletableFuture<Reply> reply = handle(1);
            policy.awaitCall();
            assertThat(reply).isNotDone();
            policy.open.countDown();
            assertThat(reply.join().line().orElseThrow()).startsWith("CVQ 1 7.0 7.0 ");
        }
    }

    @Test
    void shouldCallANonBlockingPolicyOnTheCallingThread() {
        List<Thread> threads = new ArrayList<>();
        VersionPolicy policy = client -> {
            threads.add(Thread.currentThread());
            return advice();
        };

        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).policy(policy).start()) {
            assertThat(handle(1)).isDone();
        }

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldCallABlockingPolicyOnNamedDaemonThreads() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        VersionPolicy policy = blocking(client -> {
            thread.complete(Thread.currentThread());
            return advice();
        });

        try (StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 1, Map.of())) {
            handle(1).join();
        }

        assertThat(thread.join().getName()).isEqualTo("cvr0-policy-1");
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void shouldAnswerAllPendingCalls() {
        GatedPolicy policy = new GatedPolicy();

        try (StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 2, Map.of())) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int id = 0; id < 10; id++) {
                replies.add(handle(id));
            }
            policy.open.countDown();
            for (int id = 0; id < 10; id++) {
                assertThat(replies.get(id).join().line().orElseThrow()).startsWith("CVQ " + id + " 7.0 ");
            }
        }

        assertThat(policy.threads).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void shouldAnswer500AfterTheTimeoutAndInterruptThePolicy() throws InterruptedException {
        GatedPolicy policy = new GatedPolicy();

        try (StandalonePlugin plugin = start(policy, "50ms", 1, Map.of())) {
            Reply reply = handle(1).join();
            assertThat(reply.line()).contains("500 1");
            assertThat(reply.endsSession()).isTrue();
            assertThat(policy.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldAnswerWithTheFallbackAdviceAfterTheTimeout() {
        try (StandalonePlugin plugin = start(new GatedPolicy(), "50ms", 1, FALLBACK)) {
            assertThat(handle(1).join().line()).contains(FALLBACK_ANSWER);
        }
    }

    @Test
    void shouldIncludeTheTimeInTheQueueInTheTimeout() {
        UninterruptiblePolicy policy = new UninterruptiblePolicy();

        try (StandalonePlugin plugin = start(policy, "50ms", 1, Map.of())) {
            // The first call ignores the interrupt and occupies the only thread; the second call stays in the queue.
            assertThat(handle(1).join().line()).contains("500 1");
            assertThat(handle(2).join().line()).contains("500 2");
            policy.open.countDown();
        }

        assertThat(policy.calls).hasSize(1);
    }

    @Test
    void shouldFreeTheQueueAfterTheTimeout() {
        UninterruptiblePolicy policy = new UninterruptiblePolicy();

        try (StandalonePlugin plugin = start(policy, "1s", 1, Map.of())) {
            List<CompletableFuture<Reply>> expired = new ArrayList<>();
            for (int id = 0; id < 5; id++) {
                expired.add(handle(id));
            }
            expired.forEach(CompletableFuture::join);
            // If the queue were full, this call would be answered immediately.
            assertThat(handle(6)).isNotDone();
            policy.open.countDown();
        }
    }

    @Test
    void shouldAnswerImmediatelyIfTheQueueIsFull() {
        UninterruptiblePolicy policy = new UninterruptiblePolicy();

        try (StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 1, FALLBACK)) {
            List<CompletableFuture<Reply>> pending = new ArrayList<>();
            for (int id = 0; id < 5; id++) {
                pending.add(handle(id));
            }
            assertThat(handle(1))
                    .isCompletedWithValueMatching(
                            reply -> reply.line().orElseThrow().equals(FALLBACK_ANSWER));
            assertThat(pending).noneMatch(CompletableFuture::isDone);
            policy.open.countDown();
            pending.forEach(
                    reply -> assertThat(reply.join().line().orElseThrow()).contains(" 7.0 7.0 "));
        }
    }

    @Test
    void shouldAnswerPendingCallsAtShutdown() {
        UninterruptiblePolicy policy = new UninterruptiblePolicy();
        StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 1, Map.of());
        CompletableFuture<Reply> running = handle(1);
        CompletableFuture<Reply> queued = handle(2);

        plugin.close();

        assertThat(running.join().line()).contains("500 1");
        assertThat(queued.join().line()).contains("500 2");
        policy.open.countDown();
    }

    @Test
    void shouldEndItsThreadsAtShutdown() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        StandalonePlugin plugin = start(blocking(client -> advice()), LONG_TIMEOUT, 1, Map.of());
        handle(1).join();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("cvr0-policy-"))
                .toList();

        plugin.close();

        assertThat(threads)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("cvr0-policy-1", "cvr0-policy-timeout-1");
        for (Thread thread : threads) {
            // Less than the time after which an idle thread would end.
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void shouldLogATimeoutWithItsSetting() {
        List<String> logged = PluginLogRecorder.messagesDuring(() -> {
            try (StandalonePlugin plugin = start(new GatedPolicy(), "50ms", 1, Map.of())) {
                handle(1).join();
            }
        });

        assertThat(logged)
                .anyMatch(message -> message.startsWith(
                        "CVR0-1004: the version policy failed: timeout after 50 ms (cvr0.policy.timeout)"));
    }

    @Test
    void shouldLogAFullQueueWithItsSetting() {
        UninterruptiblePolicy policy = new UninterruptiblePolicy();
        List<String> logged = PluginLogRecorder.messagesDuring(() -> {
            try (StandalonePlugin plugin = start(policy, LONG_TIMEOUT, 1, Map.of())) {
                for (int id = 0; id < 6; id++) {
                    handle(id);
                }
                policy.open.countDown();
            }
        });

        assertThat(logged)
                .anyMatch(message -> message.startsWith("CVR0-1004: the version policy failed: all 1 policy threads are"
                        + " busy and the queue is full (cvr0.policy.threads)"));
    }

    @Test
    void shouldLogThatCallsFailDuringShutdown() {
        List<String> logged = PluginLogRecorder.messagesDuring(() -> {
            StandalonePlugin plugin = start(new GatedPolicy(), LONG_TIMEOUT, 1, Map.of());
            CompletableFuture<Reply> reply = handle(1);
            plugin.close();
            reply.join();
        });

        assertThat(logged)
                .anyMatch(
                        message -> message.startsWith("CVR0-1004: the version policy failed: the plugin is stopping"));
    }

    private StandalonePlugin start(VersionPolicy policy, String timeout, int threads, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(others);
        settings.put("cvr0.policy.timeout", timeout);
        settings.put("cvr0.policy.threads", Integer.toString(threads));
        return StandalonePlugin.on(registry)
                .policy(policy)
                .source(SettingSource.of(settings))
                .start();
    }

    private CompletableFuture<Reply> handle(int id) {
        Command command = Command.tryParse("CVQ " + id + CVQ).orElseThrow();
        return registry.handle(command, FakeSession.fresh()).toCompletableFuture();
    }

    private static Advice advice() {
        return Advice.recommend(ClientVersion.parse("7.0"), new DownloadUrl("http://example.org/a"));
    }

    static VersionPolicy blocking(VersionPolicy policy) {
        return new VersionPolicy() {
            @Override
            public Verdict decide(ClientProfile client) {
                return policy.decide(client);
            }

            @Override
            public boolean mayBlock() {
                return true;
            }
        };
    }

    /** Blocks until the latch is released or the thread is interrupted. */
    private static final class GatedPolicy implements VersionPolicy {

        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch called = new CountDownLatch(1);
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public Verdict decide(ClientProfile client) {
            threads.add(Thread.currentThread());
            called.countDown();
            try {
                open.await();
                return advice();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
            }
        }

        private void awaitCall() {
            awaitUninterruptibly(called);
        }
    }

    /** Blocks until the latch is released and ignores interrupts. */
    private static final class UninterruptiblePolicy implements VersionPolicy {

        private final CountDownLatch open = new CountDownLatch(1);
        private final BlockingQueue<ClientProfile> calls = new LinkedBlockingQueue<>();

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public Verdict decide(ClientProfile client) {
            calls.add(client);
            awaitUninterruptibly(open);
            return advice();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                continue; // ignores the interrupt
            }
        }
    }
}
