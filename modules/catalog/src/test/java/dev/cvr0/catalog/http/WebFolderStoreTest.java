// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFolderStoreTest {

    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path folder;

    private WebFolderStore store;

    @BeforeEach
    void create() {
        store = new WebFolderStore(folder);
    }

    @Test
    void shouldReturnPublications() {
        PublicationRequest first = withBase(versions.version(1, Map.of("a.yaml", "a", "b.yaml", "b")), 0);
        PublicationRequest second = withBase(versions.version(2, Map.of("a.yaml", "a", "b.yaml", "changed")), 1);

        assertThat(store.history(10)).isEmpty();
        Publication one = store.publish(first);
        Publication two = store.publish(second);

        assertThat(store.history(10)).containsExactly(two, one);
        assertThat(store.history(1)).containsExactly(two);
        assertThat(two)
                .isEqualTo(new Publication(
                        2, 1, second.signed().digest(), "ann", two.time(), second.comment(), Optional.empty()));
        assertThat(store.manifest(1)).isEqualTo(first.document());
        assertThat(folder.resolve("catalog.sig")).hasBinaryContent(second.document());
        SignedFile changed = second.signed().manifest().files().get(1);
        assertThat(store.file(changed)).asString(ISO_8859_1).isEqualTo("changed");
    }

    @Test
    void shouldRefuseAuthorAndCommentThatAreTooLong() {
        PublicationRequest request = versions.version(1, "1");

        for (List<String> texts : List.of(List.of("a".repeat(256), ""), List.of("ann", "c".repeat(4001)))) {
            assertThatThrownBy(() -> new PublicationRequest(
                            request.signed(),
                            request.document(),
                            request.files(),
                            0,
                            texts.get(0),
                            texts.get(1),
                            Optional.empty()))
                    .isInstanceOf(PublicationException.class)
                    .hasMessageStartingWith("the author has more than 255 characters, or the comment more than 4000");
        }
    }

    @Test
    void shouldEscapeTheContentOfRecords() throws IOException {
        versions.publish(store, 1, "1");
        Path record = folder.resolve("versions/1.properties");
        String good = Files.readString(record);
        Files.writeString(record, good.replace("author=ann", "author=\u001b[2J"));
        assertRefused(
                () -> versions.publish(store, 3, "other"), "the newest version is 1 (published by \\u001b[2J at ");
        Files.writeString(record, good.replace("time=", "time=\u001b[2J"));
        assertThatThrownBy(() -> store.history(1))
                .hasMessageContaining("\\u001b[2J")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void shouldRefuseChangedBase() {
        versions.publish(store, 1, "1");
        Publication newest = store.publish(versions.version(2, "2"));

        assertRefused(
                () -> versions.publish(store, 2, "other"),
                "the newest version is 2 (published by ann at " + newest.time()
                        + "), not 1; compare it with your change, then publish again");
        assertThat(store.history(9)).hasSize(2);
    }

    @Test
    void shouldRefuseLowerVersion() {
        store.publish(withBase(versions.version(5, "5"), 0));

        assertRefused(
                () -> store.publish(withBase(versions.version(5, "6"), 5)), "version 5 is not higher than version 5");
    }

    @Test
    void shouldRefuseSecondPublisher() throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertRefused(() -> versions.publish(store, 1, "1"), "another process publishes to this folder; try again");
        }
        versions.publish(store, 1, "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".catalog.sig.new", "versions/.2.sig.new", "versions/.2.properties.new"})
    void shouldAddNothingIfWritingFails(String obstacle) throws IOException {
        versions.publish(store, 1, "1");
        Path blocked = Files.createDirectories(folder.resolve(obstacle).resolve("x"));

        assertThatThrownBy(() -> versions.publish(store, 2, "2"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("cannot publish: ");

        assertThat(store.history(9)).hasSize(1);
        assertThat(folder.resolve("catalog.sig")).hasBinaryContent(store.manifest(1));
        assertRefused(() -> store.manifest(2), "there is no version 2");
        Files.delete(blocked);
        store.publish(withBase(versions.version(3, "3"), 1));
        assertThat(store.history(9)).extracting(Publication::version).containsExactly(3L, 1L);
        assertRefused(() -> store.manifest(2), "there is no version 2");
    }

    @Test
    void shouldReplaceDamagedFile() throws IOException {
        SignedManifest signed = versions.publish(store, 1, "content");
        SignedFile file = signed.manifest().files().get(0);
        Files.writeString(folder.resolve("files").resolve(file.sha256().hex()), "longer than it was signed");
        assertThat(store.file(file)).hasSize(8);

        versions.publish(store, 2, "content");

        assertThat(store.file(file)).asString(ISO_8859_1).isEqualTo("content");
    }

    @Test
    void shouldReportMissingAndDamagedFiles() throws IOException {
        SignedManifest signed = versions.publish(store, 1, "1");
        versions.publish(store, 2, "2");
        Path record = folder.resolve("versions/2.properties");
        String good = Files.readString(record);
        for (String damaged :
                List.of("", good.replace("base=1", "base=2"), "x=\\u12", good.replace("time=", "time=x"))) {
            Files.writeString(record, damaged);
            assertRefused(() -> store.history(9), "versions/2.properties is damaged: ");
        }
        Files.writeString(record, good);
        Files.delete(folder.resolve("versions/1.properties"));
        assertThat(store.history(9)).hasSize(1);
        Files.delete(folder.resolve("versions/2.sig"));
        assertRefused(() -> store.manifest(2), "versions/2.sig is missing; restore it");
        SignedFile file = signed.manifest().files().get(0);
        Files.delete(folder.resolve("files").resolve(file.sha256().hex()));
        assertRefused(() -> store.file(file), "is missing; restore it");
        Files.writeString(folder.resolve("catalog.sig"), "x");
        assertRefused(() -> versions.publish(store, 3, "3"), "catalog.sig is not a signature file");
        Files.delete(folder.resolve("catalog.sig"));
        Files.createDirectory(folder.resolve("catalog.sig"));
        assertThatThrownBy(() -> store.history(9))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("cannot read catalog.sig: not a regular file; check");
    }

    @Test
    void shouldRefuseWhatItDoesNotSupport() {
        PublicationRequest request = versions.version(1, "1");
        PublicationRequest scheduled = new PublicationRequest(
                request.signed(), request.document(), request.files(), 0, "ann", "", Optional.of(Instant.now()));

        assertRefused(() -> store.publish(scheduled), "publish without --active-from, or to a database");
        assertRefused(store::nodes, "publish to a database to see them");
    }

    @Test
    void shouldReplaceEmergency() {
        store.publishEmergency(new byte[] {1}, "ann");
        store.publishEmergency(new byte[] {2}, "ann");

        assertThat(folder.resolve("emergency.sig")).hasBinaryContent(new byte[] {2});
        store.close();
    }

    private static PublicationRequest withBase(PublicationRequest request, long base) {
        return new PublicationRequest(
                request.signed(),
                request.document(),
                request.files(),
                base,
                "ann",
                "Comment \u00fc\n= x",
                Optional.empty());
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String message) {
        assertThatThrownBy(action)
                .isInstanceOf(PublicationException.class)
                .hasMessageStartingWith(folder + ": ")
                .hasMessageContaining(message);
    }
}
