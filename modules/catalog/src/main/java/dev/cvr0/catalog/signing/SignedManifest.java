// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest whose signature has been verified.
 *
 * @param manifest the signed manifest
 * @param digest the digest of the signed bytes
 * @since 0.1
 */
public record SignedManifest(Manifest manifest, Sha256 digest) {

    /** The largest size of a manifest with its signature, in bytes. */
    public static final int MAX_BYTES = 128 * 1024;

    /** The largest number of signatures of one manifest. */
    public static final int MAX_SIGNATURES = 16;

    // The signed bytes are all bytes before the signatures.
    private static final Pattern DOCUMENT =
            Pattern.compile("(.*?\\n)((?:signature [0-9a-f]{128}\\n){1," + MAX_SIGNATURES + "})", Pattern.DOTALL);

    /**
     * Signs a manifest.
     *
     * @param manifest the manifest
     * @param key the private key
     * @return the document, for {@link #verify}
     */
    public static byte[] sign(Manifest manifest, SigningKey key) {
        String text = manifest.text();
        String signature = HexFormat.of().formatHex(key.sign(text.getBytes(StandardCharsets.UTF_8)));
        return (text + "signature " + signature + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Verifies the signature of a document, then parses it.
     *
     * @param document the bytes of the document
     * @param keys the keys that must have signed it
     * @return the manifest
     * @throws UntrustedException if it is too large, not a manifest, altered, or not signed by enough keys
     */
    public static SignedManifest verify(byte[] document, TrustedKeys keys) {
        if (document.length > MAX_BYTES) {
            throw new UntrustedException(
                    "the signature file is larger than " + MAX_BYTES + " bytes; sign the catalog with 'cvr0 sign'");
        }
        // One character for each byte, so that no byte is lost.
        Matcher parts = DOCUMENT.matcher(new String(document, StandardCharsets.ISO_8859_1));
        if (!parts.matches()) {
            throw new UntrustedException("not a signature file; sign the catalog with 'cvr0 sign'");
        }
        byte[] signed = Arrays.copyOf(document, parts.end(1));
        List<byte[]> signatures = parts.group(2)
                .lines()
                .map(line -> HexFormat.of().parseHex(line.substring("signature ".length())))
                .toList();
        int signers = keys.signers(signed, signatures).size();
        if (signers == 0) {
            throw new UntrustedException(
                    "the signature is invalid for every key of cvr0.catalog.public-key; sign the catalog with one of them");
        }
        if (signers < keys.required()) {
            throw new UntrustedException("signed with " + signers + " of " + keys.required()
                    + " required keys of cvr0.catalog.public-key; add a signature with 'cvr0 sign --add'");
        }
        return new SignedManifest(Manifest.parse(new String(signed, StandardCharsets.UTF_8)), Sha256.of(signed));
    }

    /**
     * Returns the version in a document without verifying its signature.
     *
     * @param document the bytes of the document
     * @return the version; empty if it is not a signature file
     */
    public static OptionalLong unverifiedVersion(byte[] document) {
        Matcher parts = DOCUMENT.matcher(new String(document, StandardCharsets.UTF_8));
        try {
            return parts.matches()
                    ? OptionalLong.of(Manifest.parse(parts.group(1)).version())
                    : OptionalLong.empty();
        } catch (UntrustedException e) {
            return OptionalLong.empty();
        }
    }
}
