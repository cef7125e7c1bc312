// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.util.List;

/**
 * The trusted public keys, and the number of them that must have signed a catalog.
 *
 * @param keys at least one. Copied
 * @param required the number of different keys that must have signed; 1 to the number of keys
 * @since 0.1
 */
public record TrustedKeys(List<VerifyingKey> keys, int required) {

    /**
     * Copies the keys.
     *
     * @throws IllegalArgumentException if the list is empty or repeats a key, or the number is out of range
     */
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is required");
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("a key is repeated");
        }
        if (required < 1 || required > keys.size()) {
            throw new IllegalArgumentException("the number of required signatures must be 1 to the number of keys");
        }
    }

    /**
     * Creates keys of which one must have signed.
     *
     * @param keys at least one. Copied
     */
    public TrustedKeys(List<VerifyingKey> keys) {
        this(keys, 1);
    }

    /** Returns the keys that made at least one of some signatures. */
    List<VerifyingKey> signers(byte[] bytes, List<byte[]> signatures) {
        return keys.stream()
                .filter(key -> signatures.stream().anyMatch(signature -> key.verify(bytes, signature)))
                .toList();
    }
}
