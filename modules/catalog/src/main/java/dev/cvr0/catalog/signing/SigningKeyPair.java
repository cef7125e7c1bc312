// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/**
 * A private key and its public key.
 *
 * @param signing the private key
 * @param verifying the public key
 * @since 0.1
 */
public record SigningKeyPair(SigningKey signing, VerifyingKey verifying) {

    /**
     * Generates a random key pair.
     *
     * @return the key pair
     */
    public static SigningKeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SigningKey.ALGORITHM).generateKeyPair();
            return new SigningKeyPair(new SigningKey(pair.getPrivate()), new VerifyingKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime since 15 supports Ed25519", e);
        }
    }
}
