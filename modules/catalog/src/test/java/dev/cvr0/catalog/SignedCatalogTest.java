// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.catalog.source.SignedFileSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that serves only what is signed, and who would like it to serve something else. */
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
    void publishTheFirst() {
        file = temp.resolve("catalog.yaml");
        signature = temp.resolve("catalog.yaml.sig");
        state = temp.resolve("state");
        publish(5);
    }

    @Test
    void signedCatalogShouldBeServedWithItsEdition() {
        ReloadingCatalog live = start();
        publish(6);
        List<String> lines = LoggedLines.during(() -> polls(live));
        assertThat(number(live)).isEqualTo(6);
        assertThat(live.status().revision()).isEqualTo(new SignedRevision(6, NOW.plus(MONTH)));
        assertThat(live.status().isCurrent()).isTrue();
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("INFO CVR0-2001: ")
                .endsWith("; signed as version 6 until 2026-12-21T12:00:00Z");
    }

    @Test
    void sameContentUnderALaterVersionShouldBeTaken() {
        ReloadingCatalog live = start();
        sign(file, 6, NOW.plus(MONTH), KEYS);
        polls(live);
        assertThat(live.status().revision().version()).isEqualTo(6);
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void rollbackShouldBeRefusedWhileTheServerRuns() {
        ReloadingCatalog live = start();
        publish(4);
        assertThat(refusal(live))
                .isEqualTo(signature + ": the version is 4, expected none below 5, which was served before");
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void rollbackShouldBeRefusedAfterARestart() {
        start();
        publish(4);
        assertThatThrownBy(this::start).isInstanceOf(CatalogException.class).hasMessageContaining("the version is 4");
        publish(6);
        assertThat(number(start())).isEqualTo(6);
    }

    @Test
    void rollbackShouldBeRefusedThoughTheStateIsTakenAwayMeanwhile() throws IOException {
        ReloadingCatalog live = start();
        Files.delete(state);
        publish(4);
        assertThat(refusal(live)).contains("the version is 4");
        publish(6);
        polls(live);
        assertThat(number(live)).isEqualTo(6);
        assertThat(state).content().contains("version 6\n");
    }

    @Test
    void rollbackShouldBeRefusedByWhatAnotherProcessHasRemembered() {
        ReloadingCatalog live = start();
        publish(7);
        start();
        publish(6);
        assertThat(refusal(live)).contains("the version is 6, expected none below 7");
    }

    @Test
    void otherContentUnderTheSameVersionShouldBeRefused() {
        ReloadingCatalog live = start();
        Published.rename(file, Published.text(99));
        sign(file, 5, NOW.plus(MONTH), KEYS);
        assertThat(refusal(live)).contains("the version is 5, as that of another manifest that was served before");
        assertThatThrownBy(this::start).hasMessageContaining("the version is 5, as that of another manifest");
    }

    @Test
    void freezeShouldBeToldOnceTheCatalogExpiresAndEndWithALaterOne() {
        ReloadingCatalog live = start();
        now = NOW.plus(MONTH);
        List<String> lines = LoggedLines.during(() -> {
            polls(live);
            polls(live);
        });
        assertThat(number(live)).isEqualTo(5);
        assertThat(live.status().isCurrent()).isFalse();
        assertThat(live.status().problems())
                .singleElement()
                .asString()
                .isEqualTo(file
                        + ": version 5 has expired at 2026-12-21T12:00:00Z and is still served, expected a later one");
        assertThat(lines).singleElement().asString().startsWith("WARNING CVR0-2004: version 5 of catalogue");
        publish(6);
        polls(live);
        assertThat(live.status().isCurrent()).isTrue();
    }

    @Test
    void freezeShouldNotBeRenewedByAManifestThatHasExpired() {
        ReloadingCatalog live = start();
        now = NOW.plus(MONTH);
        Published.rename(file, Published.text(6));
        sign(file, 6, now, KEYS);
        assertThat(refusal(live)).contains("the manifest has expired at 2026-12-21T12:00:00Z");
        assertThat(live.status().problems()).hasSize(2);
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void restartShouldServeOnWhatExpiredWhileItWasServedAndNothingElseThatExpired() throws IOException {
        start();
        now = NOW.plus(MONTH);
        assertThat(number(start())).isEqualTo(5);
        assertThat(start().status().isCurrent()).isFalse();
        Files.delete(state);
        assertThatThrownBy(this::start).hasMessageContaining("the manifest has expired");
    }

    @Test
    void endlessManifestShouldBeRefused() throws IOException {
        ReloadingCatalog live = start();
        Files.write(signature, new byte[10_000_000]);
        assertThat(refusal(live)).contains("the signed manifest is too large, expected at most 131072 bytes");
    }

    @Test
    void endlessFileShouldBeReadNoFurtherThanItsSize() throws IOException {
        ReloadingCatalog live = start();
        // a hole that no memory holds, if somebody read it to its end
        try (RandomAccessFile endless = new RandomAccessFile(file.toFile(), "rw")) {
            endless.setLength(1L << 40);
        }
        assertThat(refusal(live)).startsWith(file + ": the file is not the one that was signed, expected ");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertThat(refusal(live)).contains("this is not a regular file");
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void filesOfTwoVersionsShouldNotBeMixed() throws IOException {
        Path five = folder(temp.resolve("five"), 5);
        Path six = folder(temp.resolve("six"), 6);
        file = five;
        ReloadingCatalog live = start();
        Files.copy(six.resolve("b.yaml"), five.resolve("b.yaml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusal(live)).startsWith(five + "/b.yaml: the file is not the one that was signed");
        Files.copy(six.resolve("catalog.sig"), five.resolve("catalog.sig"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusal(live)).startsWith(five + "/a.yaml: the file is not the one that was signed");
        Files.copy(six.resolve("a.yaml"), five.resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING);
        polls(live);
        assertThat(live.status().revision().version()).isEqualTo(6);
    }

    @Test
    void fileShouldNeitherBeAddedNorTakenAway() throws IOException {
        file = folder(temp.resolve("folder"), 5);
        ReloadingCatalog live = start();
        Files.copy(file.resolve("b.yaml"), file.resolve("c.yaml"));
        assertThat(refusal(live)).isEqualTo(file + "/catalog.sig: 'c.yaml' is there and was not signed");
        Files.delete(file.resolve("c.yaml"));
        Files.delete(file.resolve("b.yaml"));
        assertThat(refusal(live)).isEqualTo(file + "/catalog.sig: 'b.yaml' was signed and is not there");
        assertThat(live.status().revision().version()).isEqualTo(5);
    }

    @Test
    void wrongKeyShouldBeRefused() {
        ReloadingCatalog live = start();
        Published.rename(file, Published.text(6));
        sign(file, 6, NOW.plus(MONTH), SigningKeyPair.generate());
        assertThat(refusal(live)).startsWith(signature + ": the signature is not right");
        assertThatThrownBy(this::start).hasMessageContaining("the signature is not right");
    }

    @Test
    void eachOfSeveralKeysShouldBeEnough() {
        SigningKeyPair next = SigningKeyPair.generate();
        ReloadingCatalog live = start(KEYS.verifying(), next.verifying());
        Published.rename(file, Published.text(6));
        sign(file, 6, NOW.plus(MONTH), next);
        polls(live);
        assertThat(number(live)).isEqualTo(6);
    }

    @Test
    void sameManifestSignedByAnotherTrustedKeyShouldBeTheSameVersion() {
        SigningKeyPair next = SigningKeyPair.generate();
        start(KEYS.verifying());
        sign(file, 5, NOW.plus(MONTH), next);
        assertThat(number(start(next.verifying()))).isEqualTo(5);
    }

    @Test
    void strippedSignatureShouldBeRefused() throws IOException {
        ReloadingCatalog live = start();
        String document = Files.readString(signature);
        Files.writeString(signature, document.substring(0, document.indexOf("signature ")));
        assertThat(refusal(live)).startsWith(signature + ": this is no signed manifest");
        Files.delete(signature);
        assertThat(refusal(live))
                .startsWith(signature + ": the file cannot be read: there is none, expected the signature");
        assertThatThrownBy(this::start).hasMessageContaining(signature + ": the file cannot be read: there is none");
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void catalogThatIsGoneShouldBeToldByItsOwnName() throws IOException {
        ReloadingCatalog live = start();
        Files.delete(file);
        assertThat(refusal(live)).isEqualTo(file + ": the file cannot be read: there is none, expected a catalogue");
        assertThat(number(live)).isEqualTo(5);
    }

    @Test
    void nothingShouldBeServedWithAnyByteAltered() throws IOException {
        Random random = new Random(20070912);
        for (Path target : List.of(file, signature)) {
            byte[] good = Files.readAllBytes(target);
            for (int turn = 0; turn < 400; turn++) {
                byte[] bad = good.clone();
                int place = turn < good.length ? turn : random.nextInt(good.length);
                bad[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(target, bad);
                assertThatThrownBy(source(KEYS.verifying())::read)
                        .as(target + " at " + place)
                        .isInstanceOf(CatalogException.class);
            }
            Files.write(target, good);
        }
        assertThat(number(start())).isEqualTo(5);
    }

    @Test
    void nothingShouldBeServedThatIsCutOrLonger() throws IOException {
        for (Path target : List.of(file, signature)) {
            String good = Files.readString(target);
            for (String bad :
                    List.of(good.substring(1), good.substring(0, good.length() - 1), good + "\n", good + good)) {
                Files.writeString(target, bad);
                assertThatThrownBy(source(KEYS.verifying())::read).isInstanceOf(CatalogException.class);
            }
            Files.writeString(target, good);
        }
    }

    @Test
    void catalogUnderAnotherNameShouldBeRefused() throws IOException {
        Files.move(file, temp.resolve("other.yaml"));
        Files.move(signature, temp.resolve("other.yaml.sig"));
        file = temp.resolve("other.yaml");
        assertThatThrownBy(source(KEYS.verifying())::read)
                .hasMessageContainingAll(
                        "'catalog.yaml' was signed and is not there", "'other.yaml' is there and was not signed");
    }

    @Test
    void damagedStateShouldBeRefusedAtAStartAndByAServerThatRuns() throws IOException {
        ReloadingCatalog live = start();
        String good = Files.readString(state);
        for (String bad : List.of("", "\n", good.substring(1), good + "x", good.replace("5", "-5"), "x".repeat(5000))) {
            Files.writeString(state, bad);
            assertThatThrownBy(this::start).as(bad).hasMessageContaining("the remembered version is damaged");
        }
        publish(6);
        assertThat(refusal(live)).contains(state + ": the remembered version is damaged");
        Files.writeString(state, good);
        live.reload();
        assertThat(number(live)).isEqualTo(6);
    }

    @Test
    void catalogShouldNotBeServedIfItsVersionCannotBeRemembered() throws IOException {
        ReloadingCatalog live = start();
        Path blocked = Files.createDirectories(temp.resolve(".state.new").resolve("x"));
        publish(6);
        assertThat(refusal(live)).contains(state + ": version 6 cannot be remembered");
        assertThat(number(live)).isEqualTo(5);
        Files.delete(blocked);
        live.reload();
        assertThat(number(live)).isEqualTo(6);
    }

    @Test
    void serverShouldNotStartIfTheFirstVersionCannotBeRemembered() throws IOException {
        Files.createDirectories(temp.resolve(".state.new").resolve("x"));
        assertThatThrownBy(this::start).hasMessageContaining(state + ": version 5 cannot be remembered");
        assertThatThrownBy(() -> new RollbackGuard(temp)).hasMessageContaining("this is not a regular file");
    }

    @Test
    void faultyCatalogShouldNotBeRemembered() {
        ReloadingCatalog live = start();
        String before = content(state);
        Published.rename(file, "format: 2\n");
        seal("format: 2\n", 6);
        assertThat(refusal(live)).contains("catalog.yaml:1:1");
        assertThat(content(state)).isEqualTo(before);
    }

    @Test
    void catalogWithAFaultShouldNotBeSigned() throws IOException {
        Files.delete(signature);
        Files.writeString(file, "format: 1\n");
        CatalogSigner signer = new CatalogSigner(KEYS.signing());
        assertThat(catchThrowableOfType(
                        CatalogException.class, () -> signer.sign(file, new SignedRevision(6, NOW.plus(MONTH)))))
                .hasMessageContaining("has no key 'rules'");
        assertThat(signature).doesNotExist();
    }

    @Test
    void signatureShouldBeReadableForOthersAndLeaveNothingBehind() throws IOException {
        assertThat(Files.getPosixFilePermissions(signature)).isEqualTo(Files.getPosixFilePermissions(file));
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).containsExactlyInAnyOrder(file, signature);
        }
    }

    @Test
    void loaderShouldVerifyWithoutRemembering() {
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying()));
        SignedCatalog loaded = new CatalogLoader().load(file, keys, NOW);
        assertThat(loaded.revision().version()).isEqualTo(5);
        assertThat(state).doesNotExist();
        assertThatThrownBy(() -> new CatalogLoader().load(file, keys, NOW.plus(MONTH)))
                .hasMessage(
                        signature + ": version 5 has expired at 2026-12-21T12:00:00Z, expected one that still holds");
    }

    private ReloadingCatalog start() {
        return start(KEYS.verifying());
    }

    private ReloadingCatalog start(VerifyingKey... keys) {
        return new ReloadingCatalog(source(keys), () -> now);
    }

    private SignedFileSource source(VerifyingKey... keys) {
        return new SignedFileSource(file, new TrustedKeys(List.of(keys)), new RollbackGuard(state));
    }

    private void publish(int number) {
        Published.rename(file, Published.text(number));
        sign(file, number, now.plus(MONTH), KEYS);
    }

    private static void sign(Path catalog, int version, Instant expires, SigningKeyPair keys) {
        new CatalogSigner(keys.signing()).sign(catalog, new SignedRevision(version, expires));
    }

    // What no signer of ours would do.
    private void seal(String text, int version) {
        try {
            Files.write(
                    signature,
                    SignedManifest.seal(
                            new Manifest(
                                    version, NOW.plus(MONTH), List.of(SignedFile.of("catalog.yaml", text.getBytes()))),
                            KEYS.signing()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(Path folder, int number) throws IOException {
        Files.createDirectory(folder);
        String text = Published.text(number);
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

    private static void polls(ReloadingCatalog live) {
        live.poll();
        live.poll();
    }

    /** The one new problem, after it has been seen twice. */
    private static String refusal(ReloadingCatalog live) {
        polls(live);
        return live.status().problems().get(0).toString();
    }

    private static int number(ReloadingCatalog live) {
        return Published.numberIn(live.catalog());
    }
}
