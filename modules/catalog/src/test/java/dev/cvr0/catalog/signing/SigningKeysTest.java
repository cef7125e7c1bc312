// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    // RFC 8032, section 7.1, test 2, encoded as in RFC 8410
    private static final String SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final String POINT = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    private static final byte[] MESSAGE = {0x72};

    @TempDir
    private Path folder;

    @Test
    void shouldMatchTestVectorOfRfc8032() throws IOException {
        SigningKey signing = SigningKey.read(pem(base64("302e020100300506032b657004220420" + SEED)));
        VerifyingKey verifying = VerifyingKey.tryParse(base64("302a300506032b6570032100" + POINT))
                .orElseThrow();

        assertThat(HexFormat.of().formatHex(signing.sign(MESSAGE))).isEqualTo(SIGNATURE);
        assertThat(verifying.verify(MESSAGE, HexFormat.of().parseHex(SIGNATURE)))
                .isTrue();
        assertThat(verifying.verify(MESSAGE, new byte[64])).isFalse();
        assertThat(verifying.verify(MESSAGE, new byte[3])).isFalse();
        assertThat(verifying.verify(new byte[0], HexFormat.of().parseHex(SIGNATURE)))
                .isFalse();
    }

    @Test
    void shouldParsePublicKeyFromItsText() {
        VerifyingKey key = SigningKeyPair.generate().verifying();

        assertThat(VerifyingKey.tryParse(key.toString())).contains(key);
        assertThat(key.toString()).hasSize(60).startsWith("MCowBQYDK2VwAyEA");
    }

    @Test
    void shouldNotParseTextThatIsNotAPublicKey() throws Exception {
        String good = SigningKeyPair.generate().verifying().toString();
        String other = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed448")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());

        for (String invalid :
                List.of("", "x", "/etc/cvr0/key.pub", good.substring(1), good.substring(4), good + good, other)) {
            assertThat(VerifyingKey.tryParse(invalid)).as(invalid).isEmpty();
        }
    }

    @Test
    void shouldReadWrittenPrivateKey() {
        SigningKeyPair keys = SigningKeyPair.generate();
        Path file = folder.resolve("key.pem");
        keys.signing().write(file);

        byte[] signature = SigningKey.read(file).sign(MESSAGE);

        assertThat(keys.verifying().verify(MESSAGE, signature)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldRestrictPrivateKeyToOwner() throws IOException {
        Path file = folder.resolve("key.pem");
        SigningKeyPair.generate().signing().write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNotOverwritePrivateKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "mine");

        assertThatThrownBy(() -> SigningKeyPair.generate().signing().write(file))
                .isInstanceOf(UntrustedException.class)
                .hasMessage(file + ": cannot write the private key: the file already exists");
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldRejectInvalidPrivateKeyWithoutDisclosingContent() throws Exception {
        String other = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed448")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        for (Path invalid : List.of(
                pem("c2VjcmV0"),
                pem(other),
                Files.writeString(folder.resolve("x"), "secret"),
                pem("A".repeat(99_999)))) {
            assertThatThrownBy(() -> SigningKey.read(invalid))
                    .hasMessageStartingWith(invalid + ": not an Ed25519 private key; create one")
                    .message()
                    .doesNotContain("secret", "c2VjcmV0");
        }
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("none")))
                .hasMessageEndingWith("cannot read the private key: no such file");
    }

    private Path pem(String base64) throws IOException {
        return Files.writeString(
                folder.resolve("key" + base64.length() + ".pem"),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
