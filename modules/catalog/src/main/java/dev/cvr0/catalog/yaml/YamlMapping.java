// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping with a fixed set of keys. */
public record YamlMapping(YamlValue self, Map<String, YamlValue> values) {

    /** Reads a mapping and rejects every unknown key. */
    public static YamlMapping of(YamlValue self, List<String> keys) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (YamlValue.Entry entry : self.entries()) {
            String key = entry.key().name();
            if (keys.contains(key)) {
                values.put(key, entry.value());
            } else {
                entry.key().reject("is not a key of " + LogSafeText.quote(self.name()) + ", " + expected(key, keys));
            }
        }
        return new YamlMapping(self, values);
    }

    /** Returns the value of a key; empty if the key is absent. */
    public Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Returns the value of a key, and rejects the mapping if the key is absent. */
    public Optional<YamlValue> require(String key) {
        Optional<YamlValue> value = get(key);
        if (value.isEmpty() && self.isMapping()) {
            self.reject("has no key " + LogSafeText.quote(key) + ", which it must have");
        }
        return value;
    }

    private static String expected(String key, List<String> keys) {
        return YamlValue.didYouMean(key, keys).orElseGet(() -> "expected one of " + String.join(", ", keys));
    }
}
