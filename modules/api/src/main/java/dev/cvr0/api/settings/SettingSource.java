// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.settings;

import java.util.Optional;

/**
 * Where configuration keys come from. In a container the plugin provides a bean of this type over MicroProfile Config,
 * or an empty one where the server has none.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SettingSource {

    /** Knows no key, so that every default holds. */
    SettingSource EMPTY = key -> Optional.empty();

    /**
     * Looks a key up.
     *
     * @param key with its prefix, such as {@code cvr0.ver.answer}
     * @return the text of the value, or empty if the key is not set
     */
    Optional<String> find(String key);
}
