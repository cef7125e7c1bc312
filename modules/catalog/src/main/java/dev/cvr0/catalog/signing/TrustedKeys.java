// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.util.List;

/**
 * The keys of which any one is enough. More than one while a key is exchanged for another.
 *
 * @param keys at least one. Copied
 * @since 0.1
 */
public record TrustedKeys(List<VerifyingKey> keys) {

    /**
     * Copies the keys.
     *
     * @throws IllegalArgumentException if there are none: nothing would be verified
     */
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("expected at least one key");
        }
    }

    boolean verify(byte[] bytes, byte[] signature) {
        return keys.stream().anyMatch(key -> key.verify(bytes, signature));
    }
}
