// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source for tests. */
record MapSource(Map<String, String> values) implements SettingSource {

    @Override
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> keys() {
        return values.keySet();
    }
}
