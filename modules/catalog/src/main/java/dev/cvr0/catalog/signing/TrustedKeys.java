// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.util.List;

/**
 * The trusted public keys. A signature by one of them is sufficient; a second one is needed during a key rotation.
 *
 * @param keys at least one. Copied
 * @since 0.1
 */
public record TrustedKeys(List<VerifyingKey> keys) {

    /**
     * Copies the keys.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is required");
        }
    }

    boolean verify(byte[] bytes, byte[] signature) {
        return keys.stream().anyMatch(key -> key.verify(bytes, signature));
    }
}
