// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/**
 * A private key and the public one that belongs to it.
 *
 * @param signing the private key
 * @param verifying the public key
 * @since 0.1
 */
public record SigningKeyPair(SigningKey signing, VerifyingKey verifying) {

    /**
     * Makes new keys, at random.
     *
     * @return the keys
     */
    public static SigningKeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SigningKey.ALGORITHM).generateKeyPair();
            return new SigningKeyPair(new SigningKey(pair.getPrivate()), new VerifyingKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }
}
