// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Reloads a catalog while clients use it and its file changes. */
@Timeout(120)
class ConcurrentReloadTest {

    private static final int SWAPS = 300;
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void publish() {
        file = folder.resolve("catalog.yaml");
        NumberedCatalogs.replace(file, NumberedCatalogs.text(1));
    }

    @Test
    void shouldNeverMixCatalogsWhileFileIsReplacedUnderLoad() throws Exception {
        try (ReloadingCatalog reloading = watching(Map.of())) {
            swapUnderLoad(reloading, number -> NumberedCatalogs.replace(file, NumberedCatalogs.text(number)), SWAPS);
        }
    }

    @Test
    void shouldNeverMixVersionsWhileSignedCatalogsArePublishedUnderLoad() throws Exception {
        SigningKeyPair keys = SigningKeyPair.generate();
        CatalogSigner signer = new CatalogSigner(keys.signing());
        IntConsumer publish = number -> {
            NumberedCatalogs.replace(file, NumberedCatalogs.text(number));
            signer.sign(file, new SignedRevision(number, Instant.parse("2999-01-31T00:00:00Z")));
        };
        publish.accept(1);
        String state = folder.resolve("state").toString();
        try (ReloadingCatalog reloading = watching(Map.of(
                CatalogSettings.PUBLIC_KEYS.key(), keys.verifying().toString(), CatalogSettings.STATE.key(), state))) {
            swapUnderLoad(reloading, publish, SWAPS / 5);
            assertThat(reloading.status().revision().version()).isEqualTo(SWAPS / 5);
        }
    }

    @Test
    void shouldNeverMixCatalogsIfWriterIsKilled() throws Exception {
        Random random = new Random(20031015);
        try (ReloadingCatalog reloading = watching(Map.of())) {
            for (int kill = 0; kill < KILLS; kill++) {
                Process writer = writer();
                assertThat(writer.getInputStream().read()).isEqualTo('.');
                for (int reads = random.nextInt(2000); reads >= 0; reads--) {
                    NumberedCatalogs.numberIn(reloading.catalog());
                }
                writer.destroyForcibly().waitFor();
                assertThat(NumberedCatalogs.numberIn(reloading.catalog())).isPositive();
                int last = NumberedCatalogs.numberIn(NumberedCatalogs.open(file).catalog());
                await(reloading, last);
            }
            assertThat(reloading.status().isCurrent()).isTrue();
        }
    }

    @Test
    void shouldEndThreadAndKeepCatalogOnClose() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        ReloadingCatalog watched = NumberedCatalogs.open(file);
        watched.start(
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
    void shouldEndThreadOnInterrupt() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (ReloadingCatalog watched = NumberedCatalogs.open(file)) {
            watched.start(Duration.ofHours(1), task -> {
                Thread created = new Thread(task);
                thread.complete(created);
                return created;
            });
            thread.get().interrupt();
            thread.get().join(60_000);
            assertThat(thread.get().isAlive()).isFalse();
            assertThat(watched.status().isCurrent()).isTrue();
        }
    }

    @Test
    void shouldReportBundledCatalogAsCurrent() {
        try (ReloadingCatalog reloading =
                ReloadingCatalog.open(NumberedCatalogs.settings(Map.of()), SettingSource.EMPTY)) {
            assertThat(reloading.reload()).isEqualTo(reloading.status());
            assertThat(reloading.status().isCurrent()).isTrue();
            assertThat(reloading.status().source()).isEqualTo("bundled.yaml");
        }
    }

    /** Publishes until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            Path file = Path.of(args[0]);
            for (int number = 1; ; number = number % 9999 + 1) {
                NumberedCatalogs.replace(file, NumberedCatalogs.text(number));
                if (number == 1) {
                    System.out.print('.');
                    System.out.flush();
                }
            }
        }
    }

    private static void swapUnderLoad(ReloadingCatalog reloading, IntConsumer publish, int swaps) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> seen = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                seen.add(clients.submit(() -> highest(reloading, done)));
            }
            for (int number = 2; number <= swaps; number++) {
                publish.accept(number);
                if (number % 50 == 0) {
                    await(reloading, number);
                }
            }
            await(reloading, swaps);
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

    private ReloadingCatalog watching(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(CatalogSettings.LOCATION.key(), file.toString());
        all.put(CatalogSettings.RELOAD.key(), "1ms");
        return ReloadingCatalog.open(NumberedCatalogs.settings(all), SettingSource.EMPTY);
    }

    private static int highest(ReloadingCatalog reloading, AtomicBoolean done) {
        int highest = 0;
        while (!done.get()) {
            int number = NumberedCatalogs.numberIn(reloading.catalog());
            assertThat(number).isGreaterThanOrEqualTo(highest);
            highest = number;
        }
        return highest;
    }

    private static void await(ReloadingCatalog reloading, int number) {
        while (NumberedCatalogs.numberIn(reloading.catalog()) != number) {
            Thread.onSpinWait();
        }
    }
}
