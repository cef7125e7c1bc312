// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.ScriptedSource.failure;
import static dev.cvr0.catalog.ScriptedSource.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.SnapshotSource;
import dev.cvr0.catalog.source.TimeLimitedSource;
import dev.cvr0.catalog.source.UnstableContentException;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Polls and reloads, without a thread. */
class ReloadingCatalogTest {

    private static final String INVALID = "format: 2\nx: 1\ny: 1\nreleases: []\nrules: {}\n";

    private static final RuntimeException UNSTABLE =
            new UnstableContentException(SourceLocation.whole("x"), "inconsistent");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private ReloadingCatalog reloading;
    private volatile boolean isClockBroken;
    private final AtomicInteger clockFailures = new AtomicInteger();

    @BeforeEach
    void load() throws IOException {
        file = Files.writeString(folder.resolve("catalog.yaml"), NumberedCatalogs.text(1));
        reloading = NumberedCatalogs.open(file);
    }

    @Test
    void shouldServeChangeAfterTwoEqualReads() throws IOException {
        Catalog before = reloading.catalog();
        assertThat(reloading.loads()).isEqualTo(new CatalogLoads(1, 0, 0));
        Files.writeString(file, NumberedCatalogs.text(2));
        reloading.poll();
        assertThat(reloading.catalog()).isSameAs(before);
        reloading.poll();
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldNeverServeHalfWrittenFile() throws IOException {
        Catalog before = reloading.catalog();
        List<String> lines = LogCapture.during(() -> {
            for (int end = 0; end < NumberedCatalogs.text(2).length(); end++) {
                write(NumberedCatalogs.text(2).substring(0, end));
                reloading.poll();
                assertThat(reloading.catalog()).isSameAs(before);
            }
        });
        assertThat(lines).isEmpty();
        Files.writeString(file, NumberedCatalogs.text(2));
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldKeepLastGoodCatalogAndLogAllErrorsOnce() {
        Catalog before = reloading.catalog();
        write(INVALID);
        List<String> lines = LogCapture.during(() -> polls(5));
        assertThat(reloading.catalog()).isSameAs(before);
        assertThat(reloading.status().isCurrent()).isFalse();
        assertThat(reloading.status().errors()).hasSizeGreaterThan(3);
        assertThat(reloading.loads()).isEqualTo(new CatalogLoads(1, 1, 0));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("SEVERE CVR0-2002: ")
                .contains(file + ":1:", file + ":2:1: ", file + ":3:1: ");
    }

    @Test
    void shouldLogErrorsAgainAfterChangeAndReload() {
        write(INVALID);
        polls(2);
        write(INVALID + "z: 1\n");
        assertThat(LogCapture.during(() -> polls(3))).hasSize(1);
        assertThat(LogCapture.during(reloading::reload)).hasSize(1);
    }

    @Test
    void shouldServeValidFileAfterInvalidOne() {
        Instant loadedAt = reloading.status().loadedAt();
        write(INVALID);
        polls(2);
        write(NumberedCatalogs.text(1));
        List<String> lines = LogCapture.during(() -> polls(4));
        assertThat(lines).singleElement().asString().startsWith("INFO CVR0-2003: ");
        assertThat(reloading.status().isCurrent()).isTrue();
        assertThat(reloading.status().loadedAt()).isEqualTo(loadedAt);
        write(INVALID);
        assertThat(LogCapture.during(() -> polls(2))).hasSize(1);
        write(NumberedCatalogs.text(3));
        polls(2);
        assertThat(reloading.status().isCurrent()).isTrue();
        assertThat(number()).isEqualTo(3);
        assertThat(reloading.loads()).isEqualTo(new CatalogLoads(2, 2, 0));
    }

    @Test
    void shouldNotReloadTouchedFile() throws IOException {
        Catalog before = reloading.catalog();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(LogCapture.during(() -> polls(3))).isEmpty();
        assertThat(reloading.catalog()).isSameAs(before);
    }

    @Test
    void shouldDetectChangeWithSameLengthAndTime() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, NumberedCatalogs.text(2));
        Files.setLastModifiedTime(file, time);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldServeFileReplacedByRename() throws IOException {
        Files.move(file, folder.resolve("catalog.yaml~"));
        reloading.poll();
        Files.writeString(file, NumberedCatalogs.text(2));
        List<String> lines = LogCapture.during(() -> polls(2));
        assertThat(number()).isEqualTo(2);
        assertThat(lines).noneMatch(line -> line.contains("CVR0-2002"));
    }

    @Test
    void shouldKeepLastGoodCatalogIfFileIsMissing() throws IOException {
        Files.delete(file);
        polls(2);
        assertThat(number()).isEqualTo(1);
        assertThat(reloading.status().errors()).singleElement().asString().contains("no such file");
    }

    @Test
    void shouldFollowChangedSymbolicLink() throws IOException {
        Path data = mounted("v1", 1);
        Path link = Files.createSymbolicLink(folder.resolve("config.yaml"), Path.of("..data", "catalog.yaml"));
        Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
        reloading = NumberedCatalogs.open(link);
        Path turned = Files.createSymbolicLink(
                folder.resolve("..tmp"), mounted("v2", 2).getFileName());
        Files.move(turned, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldReloadWithoutPoll() throws IOException {
        write(NumberedCatalogs.text(7));
        CatalogStatus status = reloading.reload();
        assertThat(number()).isEqualTo(7);
        assertThat(status.isCurrent()).isTrue();
        assertThat(status.contentId())
                .isEqualTo(Sha256.of(Files.readAllBytes(file)).hex())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void shouldNotReadUnchangedFileAgain() {
        CountingSource source = new CountingSource(new FileSource(file));
        reloading = new ReloadingCatalog(source, () -> now);
        polls(2);
        now = now.plusSeconds(2);
        polls(1);
        int reads = source.reads;
        now = now.plusSeconds(1);
        polls(50);
        assertThat(source.reads).isEqualTo(reads);
        write(NumberedCatalogs.text(2));
        polls(2);
        assertThat(number()).isEqualTo(2);
        assertThat(source.reads).isEqualTo(reads + 2);
    }

    @Test
    void shouldDetectChangeWithinGranularityOfFileTimes() {
        reloading = new ReloadingCatalog(
                new ScriptedSource(published(1), published(1), published(1), published(2), published(2), published(3)),
                () -> now);
        polls(2);
        now = now.plusMillis(1999);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldTrustAttributesOlderThanGranularityOfFileTimes() {
        ScriptedSource source = new ScriptedSource(published(1), published(1), published(2));
        reloading = new ReloadingCatalog(source, () -> now);
        now = now.plusSeconds(2);
        polls(5);
        assertThat(source.reads()).isEqualTo(2);
        assertThat(number()).isEqualTo(1);
    }

    @Test
    void shouldReadLateChangeTwice() {
        ScriptedSource source = new ScriptedSource(published(1), published(2));
        reloading = new ReloadingCatalog(source, () -> now);
        now = now.plusSeconds(2);
        polls(5);
        assertThat(number()).isEqualTo(2);
        assertThat(source.reads()).isEqualTo(3);
    }

    @Test
    void shouldReadAgainAfterFailure() {
        RuntimeException failure = new CatalogException(SourceLocation.whole("x"), "too many open files");
        reloading = new ReloadingCatalog(
                new ScriptedSource(published(1), failure(failure), failure(failure), published(2)), () -> now);
        now = now.plusSeconds(10);
        polls(2);
        assertThat(reloading.status().errors()).singleElement().asString().isEqualTo("x: too many open files");
        polls(2);
        assertThat(number()).isEqualTo(2);
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    void shouldReadOnReloadDespiteSameAttributes() {
        reloading = new ReloadingCatalog(new ScriptedSource(published(1), published(1), published(2)), () -> now);
        now = now.plusSeconds(2);
        polls(1);
        reloading.reload();
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void shouldWaitAtStartForStableContent() {
        reloading = new ReloadingCatalog(
                new ScriptedSource(failure(UNSTABLE), failure(UNSTABLE), published(3), published(4)), () -> now);
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void shouldFailAtStartIfContentIsNeverStable() {
        assertThatThrownBy(() -> new ReloadingCatalog(new ScriptedSource(failure(UNSTABLE)), () -> now))
                .isSameAs(UNSTABLE);
    }

    @Test
    void shouldServeOnReloadAfterTwoEqualReads() {
        RuntimeException bad = new CatalogException(SourceLocation.whole("x"), "bad");
        reloading = new ReloadingCatalog(
                new ScriptedSource(
                        published(1),
                        published(2),
                        failure(UNSTABLE),
                        failure(UNSTABLE),
                        published(3),
                        failure(bad),
                        published(3),
                        published(3),
                        published(4)),
                () -> now);
        reloading.reload();
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void shouldReportUnstableContentOnReload() {
        reloading = new ReloadingCatalog(new ScriptedSource(published(1), failure(UNSTABLE)), () -> now);
        assertThat(reloading.reload().errors()).singleElement().asString().isEqualTo("x: inconsistent");
        List<Supplier<Snapshot>> changing =
                IntStream.rangeClosed(1, 30).mapToObj(ScriptedSource::published).toList();
        reloading = new ReloadingCatalog(new ScriptedSource(changing), () -> now);
        assertThat(reloading.reload().errors()).singleElement().asString().contains("the file is being changed");
        assertThat(number()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void shouldContinuePollingAfterFailure() {
        reloading = new ReloadingCatalog(
                new ScriptedSource(
                        published(1),
                        failure(new IllegalStateException("unexpected")),
                        failure(new IllegalStateException("unexpected")),
                        failure(new StackOverflowError()),
                        failure(new NoClassDefFoundError("gone")),
                        failure(new InvalidPathException("catalog", "unmappable")),
                        failure(new OutOfMemoryError("Java heap space")),
                        failure(new InternalError("unsafe memory access")),
                        published(2)),
                () -> now);
        reloading.start(Duration.ofMillis(1), Thread::new);
        while (number() != 2) {
            Thread.onSpinWait();
        }
        reloading.close();
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    @Timeout(2)
    void shouldNotWaitForPollsThatHaveEndedOrAreClosedAlready() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        SnapshotSource failing = new SnapshotSource() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Snapshot read() {
                return published(1).get();
            }

            @Override
            public void close() {
                throw new IllegalStateException("planned");
            }
        };
        reloading = new ReloadingCatalog(failing, () -> now);
        reloading.start(Duration.ofMillis(1), task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((t, e) -> ended.countDown());
            return thread;
        });

        reloading.close();
        ended.await();
        reloading.close();
    }

    @Test
    void shouldReportUnexpectedFailureInStatus() {
        RuntimeException unexpected = new IllegalStateException("unexpected");
        reloading = new ReloadingCatalog(new ScriptedSource(published(1), failure(unexpected)), () -> now);
        assertThat(LogCapture.during(() -> polls(5))).hasSize(1);
        assertThat(reloading.status().errors())
                .singleElement()
                .asString()
                .isEqualTo(
                        "scripted.yaml: unexpected failure while reading: java.lang.IllegalStateException: unexpected");
    }

    @Test
    void shouldReportThatUnreadableVersionsAreRefusedDespiteRules() {
        write(NumberedCatalogs.text(1) + "unknown-clients: echo\n");
        reloading.reload();
        assertThat(LogCapture.during(reloading::reportRefusedUnreadableVersions))
                .singleElement()
                .asString()
                .startsWith("INFO CVR0-2007: ")
                .contains("b.0.0328", "cvr0.policy.unknown-clients is strict");
        write(NumberedCatalogs.text(2) + "unknown-clients: lenient\n");
        assertThat(LogCapture.during(reloading::reload)).anyMatch(line -> line.startsWith("INFO CVR0-2007: "));
        write(NumberedCatalogs.text(2) + "unknown-clients: strict\n");
        assertThat(LogCapture.during(reloading::reload)).noneMatch(line -> line.contains("CVR0-2007"));
        assertThat(CatalogBeans.refusesUnreadableVersions(SettingSource.EMPTY)).isTrue();
        assertThat(CatalogBeans.refusesUnreadableVersions(
                        SettingSource.of(Map.of("cvr0.policy.unknown-clients", "echo"))))
                .isFalse();
    }

    @Test
    void shouldReportMissingMemoryInStatus() {
        reloading = new ReloadingCatalog(
                new ScriptedSource(published(1), failure(new OutOfMemoryError("Java heap space"))), () -> now);
        assertThat(LogCapture.during(() -> polls(5))).hasSize(1);
        assertThat(reloading.status().errors())
                .singleElement()
                .asString()
                .isEqualTo("scripted.yaml: reading needs more memory than the JVM has: Java heap space; raise -Xmx");
    }

    @Test
    void shouldReadDespiteFailureToReadAttributes() {
        now = now.plusSeconds(10);
        ScriptedSource source =
                new ScriptedSource(published(1), published(1), published(1), published(1), published(2));
        reloading = new ReloadingCatalog(
                new CountingSource(source) {
                    @Override
                    public Object stamp() {
                        throw new InvalidPathException("catalog", "unmappable");
                    }
                },
                () -> now);
        now = now.plusSeconds(10);
        polls(6);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void shouldReportFailureOfPollOnceAndContinue() {
        reloading = new ReloadingCatalog(new ScriptedSource(published(1), published(1), published(2)), () -> {
            if (isClockBroken) {
                clockFailures.incrementAndGet();
                throw new OutOfMemoryError("Java heap space");
            }
            return now;
        });
        isClockBroken = true;
        List<String> lines = LogCapture.during(() -> {
            reloading.start(Duration.ofMillis(1), Thread::new);
            while (clockFailures.get() < 5) {
                Thread.onSpinWait();
            }
            isClockBroken = false;
            while (number() != 2) {
                Thread.onSpinWait();
            }
            reloading.close();
        });
        assertThat(lines)
                .filteredOn(line -> line.startsWith("SEVERE CVR0-2006: "))
                .hasSize(1);
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void shouldServeNextCatalogAfterNamedPipeBlockedRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        // Like a pipe that replaces the file after the check whether it is a regular file.
        SnapshotSource swapped = new ScriptedSource(
                published(1),
                () -> {
                    try {
                        return Snapshot.of(new CatalogFile("pipe", "pipe", Files.readAllBytes(pipe)));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                published(2));
        reloading =
                new ReloadingCatalog(new TimeLimitedSource(swapped, Thread::new, Duration.ofMillis(200)), () -> now);
        polls(1);
        polls(2);
        assertThat(number()).isEqualTo(2);
        Files.writeString(pipe, "");
    }

    /** Counts the reads of a source. */
    private static class CountingSource implements SnapshotSource {

        private final SnapshotSource counted;
        private int reads;

        CountingSource(SnapshotSource counted) {
            this.counted = counted;
        }

        @Override
        public String name() {
            return counted.name();
        }

        @Override
        public Object stamp() {
            return counted.stamp();
        }

        @Override
        public Snapshot read() {
            reads++;
            return counted.read();
        }
    }

    private Path mounted(String version, int number) throws IOException {
        Path data = Files.createDirectory(folder.resolve(version));
        Files.writeString(data.resolve("catalog.yaml"), NumberedCatalogs.text(number));
        return data;
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void polls(int polls) {
        for (int poll = 0; poll < polls; poll++) {
            reloading.poll();
        }
    }

    private int number() {
        return NumberedCatalogs.numberIn(reloading.catalog());
    }
}
