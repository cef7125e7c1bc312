// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.ScriptedSource.failure;
import static dev.cvr0.catalog.ScriptedSource.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.source.CatalogSource;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.UnsettledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each look at the file does, without a thread. */
class ReloadingCatalogTest {

    private static final String MISTAKES = "format: 2\nx: 1\ny: 1\nreleases: []\nrules: {}\n";

    private static final RuntimeException UNSETTLED = new UnsettledException(SourceLocation.whole("x"), "does not fit");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private ReloadingCatalog live;

    @BeforeEach
    void load() throws IOException {
        file = Files.writeString(folder.resolve("catalog.yaml"), Published.text(1));
        live = Published.live(file);
    }

    @Test
    void changeShouldBeServedWhenTwoLooksFindItTheSame() throws IOException {
        Catalog before = live.catalog();
        Files.writeString(file, Published.text(2));
        live.poll();
        assertThat(live.catalog()).isSameAs(before);
        live.poll();
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void halfWrittenFileShouldNeverBeServed() throws IOException {
        Catalog before = live.catalog();
        List<String> lines = LoggedLines.during(() -> {
            for (int end = 0; end < Published.text(2).length(); end++) {
                write(Published.text(2).substring(0, end));
                live.poll();
                assertThat(live.catalog()).isSameAs(before);
            }
        });
        assertThat(lines).isEmpty();
        Files.writeString(file, Published.text(2));
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void badFileShouldKeepTheLastGoodOneAndBeToldOnceWithEverything() {
        Catalog before = live.catalog();
        write(MISTAKES);
        List<String> lines = LoggedLines.during(() -> polls(5));
        assertThat(live.catalog()).isSameAs(before);
        assertThat(live.status().isCurrent()).isFalse();
        assertThat(live.status().problems()).hasSizeGreaterThan(3);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("SEVERE CVR0-2002: ")
                .contains(file + ":1:", file + ":2:1: ", file + ":3:1: ");
    }

    @Test
    void badFileShouldBeToldAgainWhenItChangesAndWhenItIsAskedFor() {
        write(MISTAKES);
        polls(2);
        write(MISTAKES + "z: 1\n");
        assertThat(LoggedLines.during(() -> polls(3))).hasSize(1);
        assertThat(LoggedLines.during(live::reload)).hasSize(1);
    }

    @Test
    void goodFileShouldEndABadOne() {
        Instant loadedAt = live.status().loadedAt();
        write(MISTAKES);
        polls(2);
        write(Published.text(1));
        List<String> lines = LoggedLines.during(() -> polls(4));
        assertThat(lines).singleElement().asString().startsWith("INFO CVR0-2003: ");
        assertThat(live.status().isCurrent()).isTrue();
        assertThat(live.status().loadedAt()).isEqualTo(loadedAt);
        write(MISTAKES);
        assertThat(LoggedLines.during(() -> polls(2))).hasSize(1);
        write(Published.text(3));
        polls(2);
        assertThat(live.status().isCurrent()).isTrue();
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void touchWithoutChangeShouldLoadNothing() throws IOException {
        Catalog before = live.catalog();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(LoggedLines.during(() -> polls(3))).isEmpty();
        assertThat(live.catalog()).isSameAs(before);
    }

    @Test
    void changeShouldBeSeenThoughLengthAndTimeAreThoseOfBefore() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Published.text(2));
        Files.setLastModifiedTime(file, time);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void editorThatRenamesShouldBeFollowed() throws IOException {
        Files.move(file, folder.resolve("catalog.yaml~"));
        live.poll();
        Files.writeString(file, Published.text(2));
        List<String> lines = LoggedLines.during(() -> polls(2));
        assertThat(number()).isEqualTo(2);
        assertThat(lines).noneMatch(line -> line.contains("CVR0-2002"));
    }

    @Test
    void fileThatIsGoneShouldKeepTheLastGoodOne() throws IOException {
        Files.delete(file);
        polls(2);
        assertThat(number()).isEqualTo(1);
        assertThat(live.status().problems()).singleElement().asString().contains("there is none");
    }

    @Test
    void linkThatIsTurnedShouldBeFollowed() throws IOException {
        Path data = mounted("v1", 1);
        Path link = Files.createSymbolicLink(folder.resolve("config.yaml"), Path.of("..data", "catalog.yaml"));
        Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
        live = Published.live(link);
        Path turned = Files.createSymbolicLink(
                folder.resolve("..tmp"), mounted("v2", 2).getFileName());
        Files.move(turned, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void reloadShouldNotWaitForALook() throws IOException {
        write(Published.text(7));
        CatalogStatus status = live.reload();
        assertThat(number()).isEqualTo(7);
        assertThat(status.isCurrent()).isTrue();
        assertThat(status.contentId())
                .isEqualTo(Sha256.of(Files.readAllBytes(file)).hex())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void unchangedFileShouldNotBeReadAgain() {
        CountingSource source = new CountingSource(new FileSource(file));
        live = new ReloadingCatalog(source, () -> now);
        polls(2);
        now = now.plusSeconds(2);
        polls(1);
        int reads = source.reads;
        now = now.plusSeconds(1);
        polls(50);
        assertThat(source.reads).isEqualTo(reads);
        write(Published.text(2));
        polls(2);
        assertThat(number()).isEqualTo(2);
        assertThat(source.reads).isEqualTo(reads + 2);
    }

    @Test
    void changeWithTheSameAttributesShouldBeSeenWithinTheGranularityOfFileTimes() {
        live = new ReloadingCatalog(
                new ScriptedSource(published(1), published(1), published(1), published(2), published(2), published(3)),
                () -> now);
        polls(2);
        now = now.plusMillis(1999);
        polls(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void attributesShouldBeTrustedOnceTheyAreOlderThanTheGranularityOfFileTimes() {
        ScriptedSource source = new ScriptedSource(published(1), published(1), published(2));
        live = new ReloadingCatalog(source, () -> now);
        now = now.plusSeconds(2);
        polls(5);
        assertThat(source.reads()).isEqualTo(2);
        assertThat(number()).isEqualTo(1);
    }

    @Test
    void changeFoundLateShouldBeReadTwiceBeforeItIsTrusted() {
        ScriptedSource source = new ScriptedSource(published(1), published(2));
        live = new ReloadingCatalog(source, () -> now);
        now = now.plusSeconds(2);
        polls(5);
        assertThat(number()).isEqualTo(2);
        assertThat(source.reads()).isEqualTo(3);
    }

    @Test
    void sourceThatFailedShouldBeReadAgainThoughItsAttributesAreTheSame() {
        RuntimeException failure = new CatalogException(SourceLocation.whole("x"), "too many open files");
        live = new ReloadingCatalog(
                new ScriptedSource(published(1), failure(failure), failure(failure), published(2)), () -> now);
        now = now.plusSeconds(10);
        polls(2);
        assertThat(live.status().problems()).singleElement().asString().isEqualTo("x: too many open files");
        polls(2);
        assertThat(number()).isEqualTo(2);
        assertThat(live.status().isCurrent()).isTrue();
    }

    @Test
    void reloadShouldReadThoughTheAttributesAreTheSame() {
        live = new ReloadingCatalog(new ScriptedSource(published(1), published(1), published(2)), () -> now);
        now = now.plusSeconds(2);
        polls(1);
        live.reload();
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void startShouldWaitForFilesThatDoNotFitTogetherYet() {
        live = new ReloadingCatalog(
                new ScriptedSource(failure(UNSETTLED), failure(UNSETTLED), published(3), published(4)), () -> now);
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void startShouldFailIfTheFilesNeverFitTogether() {
        assertThatThrownBy(() -> new ReloadingCatalog(new ScriptedSource(failure(UNSETTLED)), () -> now))
                .isSameAs(UNSETTLED);
    }

    @Test
    void reloadShouldTakeWhatIsFoundTwice() {
        RuntimeException bad = new CatalogException(SourceLocation.whole("x"), "bad");
        live = new ReloadingCatalog(
                new ScriptedSource(
                        published(1),
                        published(2),
                        failure(UNSETTLED),
                        failure(UNSETTLED),
                        published(3),
                        failure(bad),
                        published(3),
                        published(3),
                        published(4)),
                () -> now);
        live.reload();
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void reloadShouldSayThatTheContentDoesNotSettle() {
        live = new ReloadingCatalog(new ScriptedSource(published(1), failure(UNSETTLED)), () -> now);
        assertThat(live.reload().problems()).singleElement().asString().isEqualTo("x: does not fit");
        List<Supplier<Snapshot>> restless =
                IntStream.rangeClosed(1, 30).mapToObj(ScriptedSource::published).toList();
        live = new ReloadingCatalog(new ScriptedSource(restless), () -> now);
        assertThat(live.reload().problems()).singleElement().asString().contains("the file is being written");
        assertThat(number()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void threadShouldSurviveFailures() {
        live = new ReloadingCatalog(
                new ScriptedSource(
                        published(1),
                        failure(new IllegalStateException("odd")),
                        failure(new IllegalStateException("odd")),
                        failure(new StackOverflowError()),
                        failure(new NoClassDefFoundError("gone")),
                        published(2)),
                () -> now);
        live.start(Duration.ofMillis(1), Thread::new);
        while (number() != 2) {
            Thread.onSpinWait();
        }
        live.close();
        assertThat(live.status().isCurrent()).isTrue();
    }

    @Test
    void failureOfTheReaderShouldBeAProblemOfTheStatus() {
        RuntimeException odd = new IllegalStateException("odd");
        live = new ReloadingCatalog(new ScriptedSource(published(1), failure(odd)), () -> now);
        assertThat(LoggedLines.during(() -> polls(5))).hasSize(1);
        assertThat(live.status().problems())
                .singleElement()
                .asString()
                .isEqualTo("scripted.yaml: the reader failed: java.lang.IllegalStateException: odd");
    }

    /** Counts the reads of a source. */
    private static final class CountingSource implements CatalogSource {

        private final CatalogSource counted;
        private int reads;

        CountingSource(CatalogSource counted) {
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
        Files.writeString(data.resolve("catalog.yaml"), Published.text(number));
        return data;
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void polls(int looks) {
        for (int look = 0; look < looks; look++) {
            live.poll();
        }
    }

    private int number() {
        return Published.numberIn(live.catalog());
    }
}
