// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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

    /**
     * Signs a manifest.
     *
     * @param manifest the manifest
     * @param key the private key
     * @return the document, for {@link #verify}
     */
    public static byte[] sign(Manifest manifest, SigningKey key) {
        return SignedText.sign(manifest.text(), key).document();
    }

    /**
     * Adds a signature to a document. The manifest stays the same, so this is not a new version.
     *
     * @param document the bytes of the document
     * @param key the private key
     * @return the document with one more signature
     * @throws UntrustedException if it is not a signature file, the key has signed it, or it has {@value #MAX_SIGNATURES}
     *     signatures
     */
    public static byte[] addSignature(byte[] document, SigningKey key) {
        SignedText signed = parse(document);
        if (signed.isSignedBy(key)) {
            throw new UntrustedException("this key has signed it already; use another key");
        }
        if (signed.signatures().size() >= MAX_SIGNATURES) {
            throw new UntrustedException("it has " + MAX_SIGNATURES + " signatures, the maximum; sign a new version");
        }
        return signed.add(key).document();
    }

    /**
     * Returns the signatures in a document without verifying them.
     *
     * @param document the bytes of the document
     * @return the signatures in hexadecimal digits, for {@link #validSignatures}
     * @throws UntrustedException if it is not a signature file
     */
    public static List<String> signatures(byte[] document) {
        return parse(document).signatures().stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    /**
     * Selects the valid signatures of a manifest.
     *
     * @param manifest the manifest
     * @param signatures the signatures in hexadecimal digits
     * @param keys the keys of interest
     * @return for each key with a valid signature the first one, in the order of the keys
     * @throws IllegalArgumentException if a signature has other digits
     */
    public static Map<VerifyingKey, String> validSignatures(
            Manifest manifest, Collection<String> signatures, TrustedKeys keys) {
        byte[] text = manifest.text().getBytes(StandardCharsets.UTF_8);
        Map<VerifyingKey, String> valid = new LinkedHashMap<>();
        for (VerifyingKey key : keys.keys()) {
            signatures.stream()
                    .filter(signature -> key.verify(text, HexFormat.of().parseHex(signature)))
                    .findFirst()
                    .ifPresent(signature -> valid.put(key, signature));
        }
        return valid;
    }

    /**
     * Returns a manifest with signatures, which are not verified.
     *
     * @param manifest the manifest
     * @param signatures the signatures in hexadecimal digits; none for a manifest that is to be signed
     * @return the document
     * @throws IllegalArgumentException if a signature has other digits
     */
    public static byte[] document(Manifest manifest, Collection<String> signatures) {
        return new SignedText(
                        manifest.text().getBytes(StandardCharsets.UTF_8),
                        signatures.stream().map(HexFormat.of()::parseHex).toList())
                .document();
    }

    /**
     * Returns the digest of a manifest.
     *
     * @param manifest the manifest
     * @return the digest of the bytes that are signed, see {@link #digest()}
     */
    public static Sha256 digest(Manifest manifest) {
        return Sha256.of(document(manifest, List.of()));
    }

    /**
     * Returns the keys that have signed a document.
     *
     * @param document the bytes of the document
     * @param keys the keys of interest
     * @return the keys with a valid signature in the document, each once, in the given order
     * @throws UntrustedException if it is not a signature file
     */
    public static List<VerifyingKey> signers(byte[] document, TrustedKeys keys) {
        SignedText signed = parse(document);
        return keys.signers(signed.text(), signed.signatures());
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
        SignedText signed = parse(document);
        int signers = keys.signers(signed.text(), signed.signatures()).size();
        if (signers == 0) {
            throw new UntrustedException(
                    "the signature is invalid for every key of cvr0.catalog.public-key; sign the catalog with one of them");
        }
        if (signers < keys.required()) {
            throw new UntrustedException("signed with " + signers + " of " + keys.required()
                    + " required keys of cvr0.catalog.public-key; add a signature with 'cvr0 sign --add'");
        }
        return new SignedManifest(Manifest.parse(signed.string()), Sha256.of(signed.text()));
    }

    /**
     * Returns the manifest in a document without verifying its signatures.
     *
     * @param document the bytes of the document
     * @return the manifest
     * @throws UntrustedException if it is not a signature file
     */
    public static Manifest unverified(byte[] document) {
        return Manifest.parse(parse(document).string());
    }

    /**
     * Returns the version in a document without verifying its signatures.
     *
     * @param document the bytes of the document
     * @return the version; empty if it is not a signature file
     */
    public static OptionalLong unverifiedVersion(byte[] document) {
        try {
            return OptionalLong.of(unverified(document).version());
        } catch (UntrustedException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Returns the number of signatures in a document without verifying them.
     *
     * @param document the bytes of the document
     * @return the number
     * @throws UntrustedException if it is not a signature file
     */
    public static int signatureCount(byte[] document) {
        return parse(document).signatures().size();
    }

    private static SignedText parse(byte[] document) {
        if (document.length > MAX_BYTES) {
            throw new UntrustedException(
                    "the signature file is larger than " + MAX_BYTES + " bytes; sign the catalog with 'cvr0 sign'");
        }
        return SignedText.tryParse(document)
                .orElseThrow(() -> new UntrustedException("not a signature file; sign the catalog with 'cvr0 sign'"));
    }
}
