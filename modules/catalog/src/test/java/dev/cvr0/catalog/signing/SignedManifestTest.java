// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedManifestTest {

    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final TrustedKeys TRUSTED = new TrustedKeys(List.of(KEYS.verifying()));
    private static final Instant LATER = Instant.parse("2026-12-21T12:00:00Z");
    private static final SignedFile FILE = SignedFile.of("a.yaml", new byte[] {1, 2, 3});
    private static final String DIGITS = Sha256.of(new byte[] {1, 2, 3}).hex();
    private static final String TEXT =
            "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile " + DIGITS + " 3 a.yaml\n";

    @Test
    void shouldWriteManifestAsLinesOfText() {
        byte[] document = SignedManifest.sign(new Manifest(42, LATER, List.of(FILE)), KEYS.signing());

        assertThat(new String(document, StandardCharsets.UTF_8))
                .startsWith(TEXT)
                .matches("(?s).*\nsignature [0-9a-f]{128}\n");
    }

    @Property(tries = 200)
    void shouldVerifySignedManifest(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long version,
            @ForAll @LongRange(min = 0, max = 253_402_300_799L) long second,
            @ForAll @Size(min = 1, max = 9) @UniqueElements List<@IntRange(max = 0x10FF) Integer> letters) {
        List<SignedFile> files = letters.stream()
                .filter(letter -> letter > ' ' && letter != '/' && letter != '\\' && letter != '.')
                .filter(letter -> letter < 0x7F || letter > 0x9F)
                .sorted()
                .map(letter -> SignedFile.of(Character.toString(letter) + " .yaml", new byte[letter]))
                .toList();
        Manifest manifest =
                new Manifest(version, Instant.ofEpochSecond(second), files.isEmpty() ? List.of(FILE) : files);

        SignedManifest opened = SignedManifest.verify(SignedManifest.sign(manifest, KEYS.signing()), TRUSTED);

        assertThat(opened.manifest()).isEqualTo(manifest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "cvr0-catalog-manifest 2\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1x\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 0\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 042\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 9999999999999999999\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires never\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00.5Z\nfile DIGITS 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 ../a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 .a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 x/../../a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 /etc/a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 x\\\\a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a\u0007.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS -3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 03 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile abc 3 a.yaml\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 b\nfile DIGITS 3 a\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a\nfile DIGITS 3 a\n",
                "cvr0-catalog-manifest 1\nversion 42\nexpires 2026-12-21T12:00:00Z\nfile DIGITS 3 a.yaml\nmore\n",
            })
    void shouldRejectSignedTextThatIsNotAManifest(String text) {
        byte[] document = signed(text.replace("DIGITS", DIGITS));

        assertThatThrownBy(() -> SignedManifest.verify(document, TRUSTED)).isInstanceOf(UntrustedException.class);
    }

    @Test
    void shouldReportLineOfError() {
        assertThatThrownBy(() -> SignedManifest.verify(signed(TEXT.replace("42", "x")), TRUSTED))
                .hasMessage("line 2 of the manifest is invalid: the version must be above 0");
        assertThatCode(() -> SignedManifest.verify(signed(TEXT), TRUSTED)).doesNotThrowAnyException();
    }

    @Test
    void shouldRejectSignatureInUpperCase() {
        String upper = new String(signed(TEXT), StandardCharsets.UTF_8);
        int digits = upper.indexOf("signature ") + "signature ".length();
        byte[] document = (upper.substring(0, digits) + upper.substring(digits).toUpperCase()).getBytes();

        assertThatThrownBy(() -> SignedManifest.verify(document, TRUSTED)).hasMessageStartingWith("not a signature");
    }

    @Test
    void shouldRejectComponentsOutOfRange() {
        List<SignedFile> many = IntStream.rangeClosed(1, Manifest.MAX_FILES + 1)
                .mapToObj(number -> SignedFile.of("%04d".formatted(number), new byte[0]))
                .toList();
        SignedFile huge = new SignedFile("z", Long.MAX_VALUE, FILE.sha256());

        assertThatIllegalArgumentException().isThrownBy(() -> new Manifest(1, LATER, many));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Manifest(Manifest.MAX_VERSION + 1, LATER, List.of(FILE)));
        assertThat(new Manifest(1, LATER, many.subList(1, many.size())).size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Manifest(1, Instant.MAX, List.of(FILE)));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedFile.of("x".repeat(256), new byte[0]));
        assertThat(new Manifest(1, LATER, List.of(FILE, huge)).size()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedKeys(List.of()));
    }

    @Test
    void shouldRequireTwoOfThreeKeys() {
        SigningKeyPair second = SigningKeyPair.generate();
        SigningKeyPair third = SigningKeyPair.generate();
        SigningKeyPair stranger = SigningKeyPair.generate();
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying(), second.verifying(), third.verifying()), 2);
        String first = signature(KEYS);

        for (String few : List.of(
                first, first + first, first + signature(stranger), first + "signature " + "0".repeat(128) + "\n")) {
            assertThatThrownBy(() -> SignedManifest.verify((TEXT + few).getBytes(), keys))
                    .hasMessage("signed with 1 of 2 required keys of cvr0.catalog.public-key; add a signature with"
                            + " 'cvr0 sign --add'");
        }
        assertThatThrownBy(
                        () -> SignedManifest.verify((TEXT + signature(stranger).repeat(2)).getBytes(), keys))
                .hasMessageStartingWith("the signature is invalid for every key");
        Sha256 digest = Sha256.of(TEXT.getBytes());
        for (String enough : List.of(
                first + signature(third),
                signature(third) + first,
                signature(stranger) + signature(second) + first,
                signature(second) + signature(third) + first + first)) {
            assertThat(SignedManifest.verify((TEXT + enough).getBytes(), keys).digest())
                    .isEqualTo(digest);
        }
        assertThat(SignedManifest.signers((TEXT + signature(third) + first + first).getBytes(), keys))
                .containsExactly(KEYS.verifying(), third.verifying());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s", "%s%s\n", "%sjunk\n%s", "%ssignature 00\n%s", "%s\r\n%s", "\n%s%s", "%s%sx"})
    void shouldRejectJunkBetweenSignatures(String format) {
        SigningKeyPair second = SigningKeyPair.generate();
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying(), second.verifying()), 2);
        String document = TEXT + format.formatted(signature(KEYS), signature(second));

        assertThatThrownBy(() -> SignedManifest.verify(document.getBytes(), keys))
                .isInstanceOf(UntrustedException.class);
    }

    @Test
    void shouldAddSignaturesOfOtherKeysUpToTheMaximum() {
        byte[] document = signed(TEXT);
        for (int count = 2; count <= SignedManifest.MAX_SIGNATURES; count++) {
            document = SignedManifest.addSignature(
                    document, SigningKeyPair.generate().signing());
            assertThat(SignedManifest.signatureCount(document)).isEqualTo(count);
        }
        byte[] full = document;

        assertThat(SignedManifest.verify(full, TRUSTED)).isEqualTo(SignedManifest.verify(signed(TEXT), TRUSTED));
        assertThatThrownBy(() -> SignedManifest.addSignature(
                        full, SigningKeyPair.generate().signing()))
                .hasMessage("it has 16 signatures, the maximum; sign a new version");
        assertThatThrownBy(() -> SignedManifest.addSignature(full, KEYS.signing()))
                .hasMessage("this key has signed it already; use another key");
        assertThatThrownBy(() -> SignedManifest.verify(
                        (new String(full, StandardCharsets.UTF_8) + signature(KEYS)).getBytes(), TRUSTED))
                .isInstanceOf(UntrustedException.class);
    }

    // In another encoding of a signature, its second half S is increased by the order of the group (RFC 8032, 5.1.7).
    @Test
    void shouldNotCountOtherEncodingOfASignature() {
        byte[] signature = KEYS.signing().sign(TEXT.getBytes());
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] littleEndian = Arrays.copyOfRange(signature, 32, 64);
        byte[] s = reversed(new BigInteger(1, reversed(littleEndian)).add(order).toByteArray());
        System.arraycopy(s, 0, signature, 32, 32);
        String other = "signature " + HexFormat.of().formatHex(signature) + "\n";
        SigningKeyPair second = SigningKeyPair.generate();
        TrustedKeys two = new TrustedKeys(List.of(KEYS.verifying(), second.verifying()), 2);

        assertThat(KEYS.verifying().verify(TEXT.getBytes(), signature)).isFalse();
        assertThatThrownBy(() -> SignedManifest.verify((TEXT + other).getBytes(), TRUSTED))
                .isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> SignedManifest.verify((TEXT + signature(KEYS) + other).getBytes(), two))
                .hasMessageStartingWith("signed with 1 of 2 required keys");
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            reversed[index] = bytes[bytes.length - 1 - index];
        }
        return reversed;
    }

    private static String signature(SigningKeyPair keys) {
        return "signature " + HexFormat.of().formatHex(keys.signing().sign(TEXT.getBytes())) + "\n";
    }

    private static byte[] signed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (text + "signature " + HexFormat.of().formatHex(KEYS.signing().sign(bytes)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
