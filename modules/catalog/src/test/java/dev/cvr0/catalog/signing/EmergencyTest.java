// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyTest {

    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void shouldWriteLinesOfText() {
        assertThat(text(new Emergency(42, CREATED, List.of("to-7.5", "b", "to-7.5"))))
                .startsWith("cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\n"
                        + "echo rule b\necho rule to-7.5\nsignature ")
                .matches("(?s).*\nsignature [0-9a-f]{128}\n");
        assertThat(text(new Emergency(42, CREATED, List.of()))).contains("Z\necho all\nsignature ");
    }

    @Property(tries = 200)
    void shouldVerifySignedDocument(
            @ForAll @LongRange(min = 1, max = Manifest.MAX_VERSION - 1) long version,
            @ForAll @LongRange(min = -99_999_999_999L, max = 999_999_999_999L) long second,
            @ForAll @Size(max = 20) List<@From("names") String> names) {
        Emergency emergency = new Emergency(version, Instant.ofEpochSecond(second), names);

        assertThat(Emergency.verify(emergency.sign(KEYS.signing()), KEYS.verifying()))
                .isEqualTo(emergency);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars(" äß\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    @Test
    void shouldRejectEachChangedByte() {
        byte[] good = new Emergency(42, CREATED, List.of("to-7.5")).sign(KEYS.signing());
        for (int place = 0; place < good.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = good.clone();
                changed[place] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> Emergency.verify(changed, KEYS.verifying()))
                        .as("byte " + place)
                        .isInstanceOf(UntrustedException.class);
            }
        }
    }

    @Property(tries = 300)
    void shouldRejectTruncatedAndRepeatedDocuments(@ForAll @IntRange(max = 400) int length) {
        byte[] good = new Emergency(42, CREATED, List.of()).sign(KEYS.signing());
        byte[] changed = Arrays.copyOf(good, length == good.length ? length + 1 : length);

        assertThatThrownBy(() -> Emergency.verify(changed, KEYS.verifying())).isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> Emergency.verify((text(good) + text(good)).getBytes(), KEYS.verifying()))
                .isInstanceOf(UntrustedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "cvr0-emergency 2\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 0\ncreated 2026-11-27T10:00:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 042\ncreated 2026-11-27T10:00:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 999999999999999999\ncreated 2026-11-27T10:00:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 9999999999999999999\ncreated 2026-11-27T10:00:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00.5Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00Z\necho all\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated now\necho all\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\n\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho all\necho all\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho all\necho rule a\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho rule \n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho rule b\necho rule a\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho rule a\necho rule a\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho rule a\recho rule b\n",
                "cvr0-emergency 1\ncatalog-version 42\ncreated 2026-11-27T10:00:00Z\necho rule a\u0007\n",
                "cvr0-emergency 1\r\ncatalog-version 42\r\ncreated 2026-11-27T10:00:00Z\r\necho all\r\n",
            })
    void shouldRejectSignedTextThatIsNotAnEmergency(String text) {
        byte[] document = SignedText.sign(text, KEYS.signing()).document();

        assertThatThrownBy(() -> Emergency.verify(document, KEYS.verifying()))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("emergency document");
    }

    @Test
    void shouldRejectOtherKeysSeveralSignaturesAndOtherDocuments() {
        Emergency emergency = new Emergency(42, CREATED, List.of());
        SigningKeyPair other = SigningKeyPair.generate();
        SignedText signed = SignedText.tryParse(emergency.sign(KEYS.signing())).orElseThrow();
        byte[] manifest = SignedManifest.sign(
                new Manifest(42, CREATED, List.of(SignedFile.of("a", new byte[0]))), KEYS.signing());

        assertThatThrownBy(() -> Emergency.verify(emergency.sign(other.signing()), KEYS.verifying()))
                .hasMessageStartingWith("the emergency document is not signed with the key of");
        for (byte[] document : List.of(signed.add(other.signing()).document(), manifest, new byte[0])) {
            assertThatThrownBy(() -> Emergency.verify(document, KEYS.verifying()))
                    .hasMessage("not an emergency document; create one with 'cvr0 emergency'");
        }
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying()));
        assertThatThrownBy(() -> SignedManifest.verify(emergency.sign(KEYS.signing()), keys))
                .hasMessageStartingWith("line 1 of the manifest is invalid");
    }

    @Test
    void shouldLimitNamesAndSize() {
        List<String> names =
                IntStream.range(0, 1001).mapToObj(number -> "rule-" + number).toList();
        String longest = "x"
                .repeat(Emergency.MAX_BYTES
                        - text(new Emergency(42, CREATED, List.of("x"))).length()
                        + 1);

        assertThat(new Emergency(42, CREATED, names.subList(1, 1001)).sign(KEYS.signing()))
                .hasSizeLessThan(Emergency.MAX_BYTES);
        assertThat(new Emergency(42, CREATED, List.of(longest)).sign(KEYS.signing()))
                .hasSize(Emergency.MAX_BYTES)
                .satisfies(document -> assertThat(
                                Emergency.verify(document, KEYS.verifying()).rules())
                        .containsExactly(longest));
        for (List<String> invalid :
                List.of(names, List.of(longest + "x"), List.of(""), List.of("a\tb"), List.of("a\nb"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Emergency(42, CREATED, invalid));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Emergency(Manifest.MAX_VERSION, CREATED, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Emergency(1, CREATED.plusNanos(1), List.of()));
        byte[] many = SignedText.sign(
                        "cvr0-emergency 1\ncatalog-version 42\ncreated " + CREATED + "\n"
                                + String.join("", Collections.nCopies(5000, "echo rule a\n")),
                        KEYS.signing())
                .document();
        assertThatThrownBy(() -> Emergency.verify(many, KEYS.verifying())).isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> Emergency.verify(new byte[Emergency.MAX_BYTES + 1], KEYS.verifying()))
                .isInstanceOf(UntrustedException.class);
    }

    @Test
    void shouldCombineWithEarlierDocument() {
        Emergency a = new Emergency(42, CREATED, List.of("a"));
        Emergency b = new Emergency(41, CREATED.plusSeconds(1), List.of("b"));
        Emergency all = new Emergency(42, CREATED, List.of());
        List<String> names =
                IntStream.range(0, 1000).mapToObj(number -> "rule-" + number).toList();

        assertThat(a.and(a)).isEqualTo(a);
        assertThat(a.and(b)).isEqualTo(new Emergency(42, CREATED.plusSeconds(1), List.of("a", "b")));
        assertThat(b.and(a)).isEqualTo(a.and(b));
        assertThat(a.and(b).and(a)).isEqualTo(a.and(b));
        assertThat(a.and(all)).isEqualTo(all);
        assertThat(all.and(a)).isEqualTo(all);
        assertThat(a.and(new Emergency(42, CREATED, names))).isEqualTo(all);
        assertThat(a.and(b).relaxes("b")).isTrue();
        assertThat(a.and(b).relaxes("c")).isFalse();
        assertThat(all.relaxes("c")).isTrue();
    }

    private static String text(Emergency emergency) {
        return text(emergency.sign(KEYS.signing()));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
