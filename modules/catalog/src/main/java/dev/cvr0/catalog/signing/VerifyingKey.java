// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * An Ed25519 public key (RFC 8032), which verifies signatures.
 *
 * @param key the key
 * @since 0.1
 */
public record VerifyingKey(PublicKey key) {

    /** Describes the text form of a key, for messages. */
    public static final String EXPECTED = "an Ed25519 public key in base64, as 'cvr0 keygen' prints it";

    /**
     * Parses a key.
     *
     * @param text its SubjectPublicKeyInfo (RFC 8410) in base64 on one line, like the content of a PEM file
     * @return the key, or empty if the text is not an Ed25519 key
     */
    public static Optional<VerifyingKey> tryParse(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            return Optional.of(new VerifyingKey(KeyFactory.getInstance(SigningKey.ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded))))
                    .filter(key -> key.toString().equals(text));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Tells whether the private key of this key signed some bytes. */
    boolean verify(byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime since 15 supports Ed25519", e);
        }
    }

    /** Returns the text form, for {@link #tryParse}. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
