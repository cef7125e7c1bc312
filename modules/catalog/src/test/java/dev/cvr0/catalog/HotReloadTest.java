// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue while its file changes, with everything running. */
@Timeout(120)
class HotReloadTest {

    private static final int SWAPS = 300;
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void publish() {
        file = folder.resolve("catalog.yaml");
        Published.rename(file, Published.text(1));
    }

    @Test
    void everyAnswerShouldBeOfOneCatalogWhileTheFileIsSwappedUnderLoad() throws Exception {
        try (CatalogPolicy policy = watching(Map.of())) {
            swapUnderLoad(policy, number -> Published.rename(file, Published.text(number)), SWAPS);
        }
    }

    @Test
    void everyAnswerShouldBeOfOneVersionWhileSignedOnesArePublishedUnderLoad() throws Exception {
        SigningKeyPair keys = SigningKeyPair.generate();
        CatalogSigner signer = new CatalogSigner(keys.signing());
        IntConsumer publish = number -> {
            Published.rename(file, Published.text(number));
            signer.sign(file, new SignedRevision(number, Instant.parse("2999-01-31T00:00:00Z")));
        };
        publish.accept(1);
        String state = folder.resolve("state").toString();
        try (CatalogPolicy policy = watching(
                Map.of(CatalogSettings.PUBLIC_KEY, keys.verifying().toString(), CatalogSettings.STATE, state))) {
            swapUnderLoad(policy, publish, SWAPS / 5);
            assertThat(policy.status().edition().version()).isEqualTo(SWAPS / 5);
        }
    }

    @Test
    void noAnswerShouldBeMixedWhenTheWriterIsKilled() throws Exception {
        Random random = new Random(20031015);
        try (CatalogPolicy policy = watching(Map.of())) {
            for (int kill = 0; kill < KILLS; kill++) {
                Process writer = writer();
                assertThat(writer.getInputStream().read()).isEqualTo('.');
                for (int look = random.nextInt(2000); look >= 0; look--) {
                    Published.numberIn(policy);
                }
                writer.destroyForcibly().waitFor();
                assertThat(Published.numberIn(policy)).isPositive();
                int left = Published.numberIn(
                        new CatalogPolicy(Published.live(file).catalog()));
                await(policy, left);
            }
            assertThat(policy.status().isCurrent()).isTrue();
        }
    }

    @Test
    void closingShouldEndTheThreadAndKeepTheCatalog() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        WatchedCatalog watched = WatchedCatalog.start(
                Published.live(file),
                Duration.ofHours(1),
                task -> new Thread(() -> {
                    task.run();
                    ended.countDown();
                }));
        watched.close();
        watched.close();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(watched.catalog().ruleCount()).isEqualTo(1);
    }

    @Test
    void interruptShouldEndTheThread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (WatchedCatalog watched = WatchedCatalog.start(Published.live(file), Duration.ofHours(1), task -> {
            Thread made = new Thread(task);
            thread.complete(made);
            return made;
        })) {
            thread.get().interrupt();
            thread.get().join(60_000);
            assertThat(thread.get().isAlive()).isFalse();
            assertThat(watched.status().isCurrent()).isTrue();
        }
    }

    @Test
    void statusOfACatalogWithoutAFileShouldBeCurrent() {
        try (CatalogPolicy policy = new CatalogPolicy(key -> Optional.empty())) {
            assertThat(policy.reload()).isEqualTo(policy.status());
            assertThat(policy.status().isCurrent()).isTrue();
            assertThat(policy.status().source()).isEqualTo("bundled.yaml");
        }
    }

    /** Publishes until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            Path file = Path.of(args[0]);
            for (int number = 1; ; number = number % 9999 + 1) {
                Published.rename(file, Published.text(number));
                if (number == 1) {
                    System.out.print('.');
                    System.out.flush();
                }
            }
        }
    }

    private static void swapUnderLoad(CatalogPolicy policy, IntConsumer publish, int swaps) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> seen = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                seen.add(clients.submit(() -> highest(policy, done)));
            }
            for (int number = 2; number <= swaps; number++) {
                publish.accept(number);
                if (number % 50 == 0) {
                    await(policy, number);
                }
            }
            await(policy, swaps);
            done.set(true);
            for (Future<Integer> highest : seen) {
                assertThat(highest.get()).isBetween(1, swaps);
            }
        } finally {
            done.set(true);
            clients.shutdownNow();
        }
    }

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(Files.createTempFile(folder, "writer", ".err").toFile())
                .start();
    }

    private CatalogPolicy watching(Map<String, String> settings) {
        return new CatalogPolicy(key -> switch (key) {
            case CatalogPolicy.FILE -> Optional.of(file.toString());
            case CatalogSettings.RELOAD -> Optional.of("1ms");
            default -> Optional.ofNullable(settings.get(key));
        });
    }

    private static int highest(CatalogPolicy policy, AtomicBoolean done) {
        int highest = 0;
        while (!done.get()) {
            int number = Published.numberIn(policy);
            assertThat(number).isGreaterThanOrEqualTo(highest);
            highest = number;
        }
        return highest;
    }

    private static void await(CatalogPolicy policy, int number) {
        while (Published.numberIn(policy) != number) {
            Thread.onSpinWait();
        }
    }
}
