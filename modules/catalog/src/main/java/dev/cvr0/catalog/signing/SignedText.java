// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The bytes of a text, and the signatures of it in the lines after the text. */
@SuppressWarnings("ArrayRecordComponent") // not compared
record SignedText(byte[] text, List<byte[]> signatures) {

    /** The length of the line of a signature. */
    static final int SIGNATURE_BYTES = 139;

    private static final String KEY = "signature ";
    private static final Pattern DOCUMENT =
            Pattern.compile("(.*?\\n)((?:" + KEY + "[0-9a-f]{128}\\n){1,16})", Pattern.DOTALL);

    static SignedText sign(String text, SigningKey key) {
        return new SignedText(text.getBytes(StandardCharsets.UTF_8), List.of()).add(key);
    }

    SignedText add(SigningKey key) {
        return new SignedText(
                text,
                Stream.concat(signatures.stream(), Stream.of(key.sign(text))).toList());
    }

    /** Tells whether a key has signed. Ed25519 signatures of the same text are equal. */
    boolean isSignedBy(SigningKey key) {
        byte[] signature = key.sign(text);
        return signatures.stream().anyMatch(present -> Arrays.equals(present, signature));
    }

    /** Parses the output of {@link #document}. Accepts no other form. */
    static Optional<SignedText> tryParse(byte[] document) {
        // One character for each byte, so that no byte is lost.
        Matcher parts = DOCUMENT.matcher(new String(document, StandardCharsets.ISO_8859_1));
        return parts.matches()
                ? Optional.of(new SignedText(
                        Arrays.copyOf(document, parts.end(1)),
                        parts.group(2)
                                .lines()
                                .map(line -> HexFormat.of().parseHex(line.substring(KEY.length())))
                                .toList()))
                : Optional.empty();
    }

    byte[] document() {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(text);
        signatures.forEach(signature -> document.writeBytes(
                (KEY + HexFormat.of().formatHex(signature) + "\n").getBytes(StandardCharsets.US_ASCII)));
        return document.toByteArray();
    }

    String string() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
