// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signature verification and rollback protection, with attempts to serve another catalog. */
class SignedCatalogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final SigningKeyPair KEYS = SigningKeyPair.generate();

    @TempDir
    private Path temp;

    private Path file;
    private Path signature;
    private Path state;
    private Instant now = NOW;

    @BeforeEach
    void publishFirstVersion() {
        file = temp.resolve("catalog.yaml");
        signature = temp.resolve("catalog.yaml.sig");
        state = temp.resolve("state");
        publish(5);
    }

    @Test
    void shouldServeSignedCatalogWithItsRevision() {
        ReloadingCatalog reloading = start();
        publish(6);
        List<String> lines = LogCapture.during(() -> polls(reloading));
        assertThat(number(reloading)).isEqualTo(6);
        assertThat(reloading.status().revision()).isEqualTo(new SignedRevision(6, NOW.plus(MONTH)));
        assertThat(reloading.status().isCurrent()).isTrue();
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("INFO CVR0-2001: ")
                .endsWith("; signed as version 6 until 2026-12-21T12:00:00Z");
    }

    @Test
    void shouldAcceptSameContentWithHigherVersion() {
        ReloadingCatalog reloading = start();
        sign(file, 6, NOW.plus(MONTH), KEYS);
        polls(reloading);
        assertThat(reloading.status().revision().version()).isEqualTo(6);
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldRefuseRollbackWhileRunning() {
        ReloadingCatalog reloading = start();
        publish(4);
        assertThat(refusal(reloading))
                .isEqualTo(signature
                        + ": version 4 is lower than version 5, which was served before; sign a higher version");
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldRefuseRollbackAfterRestart() {
        start();
        publish(4);
        assertThatThrownBy(this::start)
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("version 4 is lower than version 5");
        publish(6);
        assertThat(number(start())).isEqualTo(6);
    }

    @Test
    void shouldRefuseRollbackIfStateFileIsDeletedWhileRunning() throws IOException {
        ReloadingCatalog reloading = start();
        Files.delete(state);
        publish(4);
        assertThat(refusal(reloading)).contains("version 4 is lower than version 5");
        publish(6);
        polls(reloading);
        assertThat(number(reloading)).isEqualTo(6);
        assertThat(state).content().contains("version 6\n");
    }

    @Test
    void shouldRefuseVersionBelowThatOfAnotherProcess() {
        ReloadingCatalog reloading = start();
        publish(7);
        start();
        publish(6);
        assertThat(refusal(reloading)).contains("version 6 is lower than version 7");
    }

    @Test
    void shouldRefuseOtherContentWithSameVersion() {
        ReloadingCatalog reloading = start();
        NumberedCatalogs.replace(file, NumberedCatalogs.text(99));
        sign(file, 5, NOW.plus(MONTH), KEYS);
        assertThat(refusal(reloading)).contains("another catalog was served before as version 5");
        assertThatThrownBy(this::start).hasMessageContaining("another catalog was served before as version 5");
    }

    @Test
    void shouldReportExpiryOnceUntilNewVersionIsPublished() {
        ReloadingCatalog reloading = start();
        now = NOW.plus(MONTH);
        List<String> lines = LogCapture.during(() -> {
            polls(reloading);
            polls(reloading);
        });
        assertThat(number(reloading)).isEqualTo(5);
        assertThat(reloading.status().isCurrent()).isFalse();
        assertThat(reloading.status().errors())
                .singleElement()
                .asString()
                .isEqualTo(
                        file
                                + ": version 5 expired at 2026-12-21T12:00:00Z and is still served; sign and publish a new version");
        assertThat(lines).singleElement().asString().startsWith("WARNING CVR0-2004: version 5 of catalog");
        publish(6);
        polls(reloading);
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    void shouldRefuseNewVersionThatHasExpired() {
        ReloadingCatalog reloading = start();
        now = NOW.plus(MONTH);
        NumberedCatalogs.replace(file, NumberedCatalogs.text(6));
        sign(file, 6, now, KEYS);
        assertThat(refusal(reloading)).contains("the signature expired at 2026-12-21T12:00:00Z; sign a new version");
        assertThat(reloading.status().errors()).hasSize(2);
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldRestartWithExpiredCatalogOnlyIfItWasServedBefore() throws IOException {
        start();
        now = NOW.plus(MONTH);
        assertThat(number(start())).isEqualTo(5);
        assertThat(start().status().isCurrent()).isFalse();
        Files.delete(state);
        assertThatThrownBy(this::start).hasMessageContaining("the signature expired");
    }

    @Test
    void shouldLimitSizeOfSignatureFile() throws IOException {
        ReloadingCatalog reloading = start();
        Files.write(signature, new byte[10_000_000]);
        assertThat(refusal(reloading)).contains("the signature file is larger than 131072 bytes");
    }

    @Test
    void shouldReadFileOnlyUpToSignedSize() throws IOException {
        ReloadingCatalog reloading = start();
        // A sparse file that is too large to read completely.
        try (RandomAccessFile endless = new RandomAccessFile(file.toFile(), "rw")) {
            endless.setLength(1L << 40);
        }
        assertThat(refusal(reloading)).startsWith(file + ": the file does not match the signature, which is for ");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertThat(refusal(reloading)).contains("not a regular file");
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldRefuseFilesOfDifferentVersions() throws IOException {
        Path five = folder(temp.resolve("five"), 5);
        Path six = folder(temp.resolve("six"), 6);
        file = five;
        ReloadingCatalog reloading = start();
        Files.copy(six.resolve("b.yaml"), five.resolve("b.yaml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusal(reloading)).startsWith(five + "/b.yaml: the file does not match the signature");
        Files.copy(six.resolve("catalog.sig"), five.resolve("catalog.sig"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusal(reloading)).startsWith(five + "/a.yaml: the file does not match the signature");
        Files.copy(six.resolve("a.yaml"), five.resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING);
        polls(reloading);
        assertThat(reloading.status().revision().version()).isEqualTo(6);
    }

    @Test
    void shouldRefuseAddedAndMissingFiles() throws IOException {
        file = folder(temp.resolve("folder"), 5);
        ReloadingCatalog reloading = start();
        Files.copy(file.resolve("b.yaml"), file.resolve("c.yaml"));
        assertThat(refusal(reloading))
                .isEqualTo(file + "/catalog.sig: 'c.yaml' was not signed; remove it, or sign the catalog again");
        Files.delete(file.resolve("c.yaml"));
        Files.delete(file.resolve("b.yaml"));
        assertThat(refusal(reloading))
                .isEqualTo(
                        file
                                + "/catalog.sig: 'b.yaml' was signed but is missing; restore the signed file, or sign the catalog again");
        assertThat(reloading.status().revision().version()).isEqualTo(5);
    }

    @Test
    void shouldRefuseWrongKey() {
        ReloadingCatalog reloading = start();
        NumberedCatalogs.replace(file, NumberedCatalogs.text(6));
        sign(file, 6, NOW.plus(MONTH), SigningKeyPair.generate());
        assertThat(refusal(reloading)).startsWith(signature + ": the signature is invalid");
        assertThatThrownBy(this::start).hasMessageContaining("the signature is invalid");
    }

    @Test
    void shouldAcceptEachOfSeveralKeys() {
        SigningKeyPair next = SigningKeyPair.generate();
        ReloadingCatalog reloading = start(KEYS.verifying(), next.verifying());
        NumberedCatalogs.replace(file, NumberedCatalogs.text(6));
        sign(file, 6, NOW.plus(MONTH), next);
        polls(reloading);
        assertThat(number(reloading)).isEqualTo(6);
    }

    @Test
    void shouldAcceptSameManifestSignedByOtherTrustedKey() {
        SigningKeyPair next = SigningKeyPair.generate();
        start(KEYS.verifying());
        sign(file, 5, NOW.plus(MONTH), next);
        assertThat(number(start(next.verifying()))).isEqualTo(5);
    }

    @Test
    void shouldRefuseMissingSignature() throws IOException {
        ReloadingCatalog reloading = start();
        String document = Files.readString(signature);
        Files.writeString(signature, document.substring(0, document.indexOf("signature ")));
        assertThat(refusal(reloading)).startsWith(signature + ": not a signature file; sign the catalog");
        Files.delete(signature);
        assertThat(refusal(reloading))
                .startsWith(signature + ": cannot read the file: no such file; sign the catalog with 'cvr0 sign'");
        assertThatThrownBy(this::start).hasMessageContaining(signature + ": cannot read the file: no such file");
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldReportMissingCatalogByItsName() throws IOException {
        ReloadingCatalog reloading = start();
        Files.delete(file);
        assertThat(refusal(reloading)).isEqualTo(file + ": cannot read the file: no such file; check its path");
        assertThat(number(reloading)).isEqualTo(5);
    }

    @Test
    void shouldRefuseEachChangedByte() throws IOException {
        Random random = new Random(20070912);
        for (Path target : List.of(file, signature)) {
            byte[] good = Files.readAllBytes(target);
            for (int round = 0; round < 400; round++) {
                byte[] invalid = good.clone();
                int place = round < good.length ? round : random.nextInt(good.length);
                invalid[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(target, invalid);
                assertThatThrownBy(source(KEYS.verifying())::read)
                        .as(target + " at " + place)
                        .isInstanceOf(CatalogException.class);
            }
            Files.write(target, good);
        }
        assertThat(number(start())).isEqualTo(5);
    }

    @Test
    void shouldRefuseTruncatedAndExtendedFiles() throws IOException {
        for (Path target : List.of(file, signature)) {
            String good = Files.readString(target);
            for (String invalid :
                    List.of(good.substring(1), good.substring(0, good.length() - 1), good + "\n", good + good)) {
                Files.writeString(target, invalid);
                assertThatThrownBy(source(KEYS.verifying())::read).isInstanceOf(CatalogException.class);
            }
            Files.writeString(target, good);
        }
    }

    @Test
    void shouldRefuseRenamedCatalog() throws IOException {
        Files.move(file, temp.resolve("other.yaml"));
        Files.move(signature, temp.resolve("other.yaml.sig"));
        file = temp.resolve("other.yaml");
        assertThatThrownBy(source(KEYS.verifying())::read)
                .hasMessageContainingAll("'catalog.yaml' was signed but is missing", "'other.yaml' was not signed");
    }

    @Test
    void shouldRefuseDamagedStateFileAtStartAndWhileRunning() throws IOException {
        ReloadingCatalog reloading = start();
        String good = Files.readString(state);
        for (String invalid :
                List.of("", "\n", good.substring(1), good + "x", good.replace("5", "-5"), "x".repeat(5000))) {
            Files.writeString(state, invalid);
            assertThatThrownBy(this::start).as(invalid).hasMessageContaining("the state file is damaged");
        }
        publish(6);
        assertThat(refusal(reloading)).contains(state + ": the state file is damaged");
        Files.writeString(state, good);
        reloading.poll();
        assertThat(number(reloading)).isEqualTo(6);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(OS.WINDOWS)
    void shouldAcceptCatalogWhileNamedPipeInPlaceOfStateFileBlocksAnotherThread() throws Exception {
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        start();
        SignedFileSource source = source(KEYS.verifying());
        Snapshot snapshot = source.read();
        String good = Files.readString(state);
        Path next = temp.resolve("next");

        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger accepted = new AtomicInteger();
        Thread blocked = new Thread(() -> {
            while (!stopped.get()) {
                try {
                    source.accept(snapshot, now);
                } catch (CatalogException e) {
                    // The pipe was there before the check whether the state file is a regular file.
                }
                accepted.incrementAndGet();
            }
        });
        blocked.setDaemon(true);
        blocked.start();
        for (int last = -1; last != accepted.get(); ) {
            last = accepted.get();
            for (int swaps = 0; swaps < 5000; swaps++) {
                Files.createLink(next, pipe);
                Files.move(next, state, StandardCopyOption.ATOMIC_MOVE);
                Files.writeString(next, good);
                Files.move(next, state, StandardCopyOption.ATOMIC_MOVE);
            }
        }

        source.accept(snapshot, now);

        stopped.set(true);
        new RandomAccessFile(pipe.toFile(), "rw").close();
    }

    @Test
    void shouldNotServeCatalogIfItsVersionCannotBeStored() throws IOException {
        ReloadingCatalog reloading = start();
        Path obstacle = Files.createDirectories(temp.resolve(".state.new").resolve("x"));
        publish(6);
        List<String> lines = LogCapture.during(() -> {
            polls(reloading);
            assertThat(refusal(reloading)).contains(state + ": cannot store version 6");
        });
        assertThat(lines).singleElement().asString().startsWith("SEVERE CVR0-2002: ");
        assertThat(number(reloading)).isEqualTo(5);
        Files.delete(obstacle);
        reloading.poll();
        assertThat(number(reloading)).isEqualTo(6);
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    void shouldNotStartIfFirstVersionCannotBeStored() throws IOException {
        Files.createDirectories(temp.resolve(".state.new").resolve("x"));
        assertThatThrownBy(this::start).hasMessageContaining(state + ": cannot store version 5");
        assertThatThrownBy(() -> new RollbackGuard(temp)).hasMessageContaining("not a regular file");
    }

    @Test
    void shouldNotStoreVersionOfInvalidCatalog() {
        ReloadingCatalog reloading = start();
        String before = content(state);
        NumberedCatalogs.replace(file, "format: 2\n");
        signUnchecked("format: 2\n", 6);
        assertThat(refusal(reloading)).contains("catalog.yaml:1:1");
        assertThat(content(state)).isEqualTo(before);
    }

    @Test
    void shouldNotSignInvalidCatalog() throws IOException {
        Files.delete(signature);
        Files.writeString(file, "format: 1\n");
        CatalogSigner signer = new CatalogSigner(KEYS.signing());
        assertThat(catchThrowableOfType(
                        CatalogException.class, () -> signer.sign(file, new SignedRevision(6, NOW.plus(MONTH)))))
                .hasMessageContaining("missing key 'rules'");
        assertThat(signature).doesNotExist();
    }

    @Test
    void shouldWriteReadableSignatureWithoutTemporaryFile() throws IOException {
        assertThat(Files.getPosixFilePermissions(signature)).isEqualTo(Files.getPosixFilePermissions(file));
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).containsExactlyInAnyOrder(file, signature);
        }
    }

    @Test
    void shouldVerifyWithoutStoringVersion() {
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying()));
        SignedCatalog loaded = new CatalogLoader().load(file, keys, NOW);
        assertThat(loaded.revision().version()).isEqualTo(5);
        assertThat(state).doesNotExist();
        assertThatThrownBy(() -> new CatalogLoader().load(file, keys, NOW.plus(MONTH)))
                .hasMessage(signature + ": version 5 expired at 2026-12-21T12:00:00Z; sign a new version");
    }

    private ReloadingCatalog start() {
        return start(KEYS.verifying());
    }

    private ReloadingCatalog start(VerifyingKey... keys) {
        return new ReloadingCatalog(source(keys), () -> now);
    }

    private SignedFileSource source(VerifyingKey... keys) {
        return new SignedFileSource(
                file, new TrustedKeys(List.of(keys)), new RollbackGuard(state), new EmergencyGuard());
    }

    private void publish(int number) {
        NumberedCatalogs.replace(file, NumberedCatalogs.text(number));
        sign(file, number, now.plus(MONTH), KEYS);
    }

    private static void sign(Path catalog, int version, Instant expires, SigningKeyPair keys) {
        new CatalogSigner(keys.signing()).sign(catalog, new SignedRevision(version, expires));
    }

    // Signs without validation.
    private void signUnchecked(String text, int version) {
        try {
            Files.write(
                    signature,
                    SignedManifest.sign(
                            new Manifest(
                                    version, NOW.plus(MONTH), List.of(SignedFile.of("catalog.yaml", text.getBytes()))),
                            KEYS.signing()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(Path folder, int number) throws IOException {
        Files.createDirectory(folder);
        String text = NumberedCatalogs.text(number);
        int split = text.indexOf("otherwise");
        Files.writeString(folder.resolve("a.yaml"), text.substring(0, split));
        Files.writeString(folder.resolve("b.yaml"), text.substring(split) + "# " + number + "\n");
        sign(folder, number, NOW.plus(MONTH), KEYS);
        return folder;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void polls(ReloadingCatalog reloading) {
        reloading.poll();
        reloading.poll();
    }

    /** Polls twice and returns the first error of the status. */
    private static String refusal(ReloadingCatalog reloading) {
        polls(reloading);
        return reloading.status().errors().get(0).toString();
    }

    private static int number(ReloadingCatalog reloading) {
        return NumberedCatalogs.numberIn(reloading.catalog());
    }
}
