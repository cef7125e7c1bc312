// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.http.WebServer;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.source.LastGoodCopy;
import dev.cvr0.catalog.source.VerifiedSource;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog from a web server that fails and lies, and the copy of its last version. */
@Timeout(120)
class HttpCatalogTest {

    private static final Duration GRACE = Duration.ofMinutes(5);

    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private Path folder;
    private Path state;
    private Path copy;
    private PublicationStore store;
    private WebServer server;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final List<CatalogSource> sources = new ArrayList<>();

    @BeforeEach
    void publishFirstVersion() throws IOException {
        folder = Files.createDirectory(temp.resolve("web"));
        state = temp.resolve("state");
        copy = temp.resolve("state.copy");
        store = SourceProvider.of(folder.toString()).store(folder.toString(), SettingSource.EMPTY);
        server = new WebServer(folder);
        publish(1);
    }

    @AfterEach
    void close() {
        sources.forEach(CatalogSource::close);
        server.close();
    }

    @Test
    void shouldOnlySendConditionalRequestsWithoutChange() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        server.requests.clear();

        catalog.poll();

        assertThat(server.requests).containsExactly("304 catalog.sig", "404 emergency.sig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half", "longer than the file that was signed and published"})
    void shouldServeVersionWhenItsFileIsCorrected(String wrong) throws IOException {
        ReloadingCatalog catalog = start();
        Path file = file(publish(2));
        byte[] good = Files.readAllBytes(file);
        Files.writeString(file, wrong.equals("half") ? new String(good).substring(9) : wrong);
        polls(catalog, 3);
        assertServed(catalog, 1);
        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        assertThat(catalog.status().errors().get(0).message()).contains("'a.yaml' does not match the signature");

        Files.write(file, good);
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldServeVersionWhenItsMissingFileIsUploaded() throws IOException {
        ReloadingCatalog catalog = start();
        Path file = file(publish(2));
        byte[] good = Files.readAllBytes(file);
        Files.delete(file);
        polls(catalog, 3);
        assertServed(catalog, 1);

        Files.write(file, good);
        catalog.poll();

        assertServed(catalog, 2);
    }

    @Test
    void shouldBeStaleWhileTheServerFailsAndRecover() {
        ReloadingCatalog catalog = start();
        server.replaceByStatus("catalog.sig", 500);
        assertThat(LogCapture.during(() -> polls(catalog, 3)))
                .singleElement()
                .asString()
                .startsWith("WARNING CVR0-2008: the catalog source is unavailable")
                .endsWith("/catalog.sig: status 500; check the URL and the log of the web server");
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        now = now.plus(GRACE);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.STALE);

        server.restore("catalog.sig");
        publish(2);
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldStartWithCopyWhileTheServerIsUnavailable() {
        publish(2);
        String id = start().status().contentId();
        server.stop();

        List<ReloadingCatalog> started = new ArrayList<>();
        List<String> lines = LogCapture.during(() -> started.add(start()));

        ReloadingCatalog catalog = started.get(0);
        assertServed(catalog, 2);
        assertThat(lines.get(lines.size() - 1))
                .startsWith("WARNING CVR0-2008: ")
                .contains("cannot connect; check");
        assertThat(catalog.status().contentId()).isEqualTo(id);
        assertThat(catalog.status().source()).isEqualTo(server.url());
        now = now.plus(GRACE);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.STALE);
        assertThat(catalog.status().errors().get(0).message()).contains("cannot connect");

        server.start();
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        publish(3);
        catalog.poll();
        assertServed(catalog, 3);
    }

    @Test
    void shouldNotStartWithoutServerAndCopy() {
        server.stop();

        assertThatThrownBy(this::start)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("cannot connect; check that the web server runs");
    }

    @Test
    void shouldUseTheServerRatherThanTheCopy() throws IOException {
        start();
        Files.writeString(copy, "damaged");
        publish(2);

        assertServed(start(), 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 300})
    void shouldReportDamagedCopyAndUnavailableServer(int length) throws IOException {
        start();
        Files.write(copy, Arrays.copyOf(Files.readAllBytes(copy), length));
        server.stop();

        assertThatThrownBy(this::start)
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(server.url() + "/catalog.sig: cannot connect")
                .hasMessageContaining(copy + ": the copy of the catalog cannot be used: ")
                .hasMessageContaining("; it is replaced when the source is available");
    }

    @Test
    void shouldReportUntrustedCopy() throws IOException {
        start();
        server.stop();
        TrustedKeys others = new TrustedKeys(List.of(SigningKeyPair.generate().verifying()));
        assertThatThrownBy(() -> start(others))
                .hasMessageContaining(copy + ": the signature is invalid for every key")
                .hasMessageContaining("cannot connect");

        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Path file = zip.getPath("files").resolve(file(1).getFileName().toString());
            Files.writeString(file, "x".repeat(10_000_000));
            assertThat(Files.size(file)).isEqualTo(10_000_000);
        }
        assertThatThrownBy(this::start)
                .hasMessageContaining(copy + ": 'a.yaml' does not match the signature")
                .hasMessageContaining("cannot connect");

        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Files.delete(zip.getPath("files").resolve(file(1).getFileName().toString()));
        }
        assertThatThrownBy(this::start)
                .hasMessageContaining(copy + ": the copy of the catalog cannot be used: no files/");
    }

    @Test
    void shouldRefuseCopyThatIsOlderThanTheServedVersion() throws IOException {
        start();
        byte[] older = Files.readAllBytes(copy);
        publish(2);
        start();
        Files.write(copy, older);
        server.stop();

        assertThatThrownBy(this::start)
                .hasMessageContaining(copy + ": version 1 is lower than version 2")
                .hasMessageContaining("cannot connect");
    }

    @Test
    void shouldContainEmergencyAndAllFilesInCopy() throws IOException {
        byte[] emergency = {1, 2, 3};
        store.publishEmergency(emergency, "ann");
        String text = NumberedCatalogs.text(2);
        int split = text.indexOf("otherwise");
        store.publish(versions.version(2, Map.of("a.yaml", text.substring(0, split), "b.yaml", text.substring(split))));
        start();

        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            assertThat(zip.getPath("emergency.sig")).hasBinaryContent(emergency);
            assertThat(zip.getPath("catalog.sig")).hasBinaryContent(store.manifest(2));
            try (Stream<Path> files = Files.list(zip.getPath("files"))) {
                assertThat(files).hasSize(2);
            }
        }
        server.stop();
        assertServed(start(), 2);
    }

    @Test
    void shouldReplaceCopyOnlyIfItDiffers() throws IOException {
        start();
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(copy, old);

        start();
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(old);
        publish(2);
        start();

        assertThat(Files.getLastModifiedTime(copy)).isNotEqualTo(old);
    }

    @Test
    void shouldServeVersionWhoseCopyCannotBeWritten() throws IOException {
        ReloadingCatalog catalog = start();
        Files.createDirectories(temp.resolve(".state.copy.new").resolve("x"));
        publish(2);

        List<String> lines = LogCapture.during(() -> polls(catalog, 3));

        assertServed(catalog, 2);
        assertThat(catalog.status().isCurrent()).isTrue();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("WARNING"))
                .singleElement()
                .asString()
                .startsWith("WARNING CVR0-2012: cannot write the copy of the catalog to " + copy + ": ");
    }

    private ReloadingCatalog start() {
        return start(versions.trustedKeys());
    }

    private ReloadingCatalog start(TrustedKeys keys) {
        CatalogSource source = SourceProvider.of(server.url()).source(server.url(), "node", SettingSource.EMPTY);
        sources.add(source);
        return new ReloadingCatalog(
                new VerifiedSource(
                        source,
                        keys,
                        new RollbackGuard(state),
                        new EmergencyGuard(),
                        Optional.of(new LastGoodCopy(copy, CatalogLog::copyFailed))),
                GRACE,
                () -> now);
    }

    private SignedManifest publish(int version) {
        return versions.publish(store, version, NumberedCatalogs.text(version));
    }

    private Path file(int version) {
        return file(SignedManifest.verify(store.manifest(version), versions.trustedKeys()));
    }

    private Path file(SignedManifest signed) {
        return folder.resolve("files")
                .resolve(signed.manifest().files().get(0).sha256().hex());
    }

    private static void polls(ReloadingCatalog catalog, int count) {
        for (int polls = 0; polls < count; polls++) {
            catalog.poll();
        }
    }

    private static void assertServed(ReloadingCatalog catalog, int version) {
        assertThat(catalog.status().revision().version()).isEqualTo(version);
        assertThat(NumberedCatalogs.numberIn(catalog.catalog())).isEqualTo(version);
    }
}
