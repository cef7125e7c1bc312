// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest whose signature has been verified.
 *
 * @param manifest the signed manifest
 * @param digest the digest of the signed bytes, which differs between different manifests
 * @since 0.1
 */
public record SignedManifest(Manifest manifest, Sha256 digest) {

    /** The largest size of a manifest with its signature, in bytes. */
    public static final int MAX_BYTES = 128 * 1024;

    // The signed bytes are all before the last line. There is one spelling, so that no byte can be changed unnoticed.
    private static final Pattern SEALED = Pattern.compile("(.*\\n)signature ([0-9a-f]{128})\\n", Pattern.DOTALL);

    /**
     * Signs a manifest.
     *
     * @param manifest the manifest
     * @param key the private key
     * @return the document that {@link #open} takes
     */
    public static byte[] seal(Manifest manifest, SigningKey key) {
        String text = manifest.text();
        String signature = HexFormat.of().formatHex(key.sign(text.getBytes(StandardCharsets.UTF_8)));
        return (text + "signature " + signature + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Verifies a document. It is not parsed before its signature was verified.
     *
     * @param document all its bytes
     * @param keys the keys of which one must have signed it
     * @return the manifest
     * @throws UntrustedException if it is too large, unsigned, signed by another key, altered, or not a manifest
     */
    public static SignedManifest open(byte[] document, TrustedKeys keys) {
        if (document.length > MAX_BYTES) {
            throw new UntrustedException("the signed manifest is too large, expected at most " + MAX_BYTES + " bytes");
        }
        // a character for each byte, so that the bytes are kept whatever they are
        Matcher parts = SEALED.matcher(new String(document, StandardCharsets.ISO_8859_1));
        if (!parts.matches()) {
            throw new UntrustedException("this is no signed manifest, expected one that 'cvr0 sign' has written");
        }
        byte[] signed = Arrays.copyOf(document, parts.end(1));
        if (!keys.verify(signed, HexFormat.of().parseHex(parts.group(2)))) {
            throw new UntrustedException(
                    "the signature is not right: no key of cvr0.catalog.public-key made it for these"
                            + " bytes, expected one that did");
        }
        return new SignedManifest(Manifest.parse(new String(signed, StandardCharsets.UTF_8)), Sha256.of(signed));
    }
}
