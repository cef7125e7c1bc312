// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
                String expected =
                        YamlValue.didYouMean(key, keys).orElseGet(() -> "expected one of " + String.join(", ", keys));
                entry.key().reject("is not a key of " + LogSafeText.quote(self.name()) + ", " + expected);
            }
        }
        return new YamlMapping(self, values);
    }

    /** Returns the value of a key; empty if the key is absent. */
    public Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Reads the value of a key; empty if the key is absent or its value invalid. */
    public <T> Optional<T> get(String key, Function<YamlValue, Optional<T>> read) {
        return get(key).flatMap(read);
    }

    /** Reads the value of a key, and rejects the mapping if the key is absent. */
    public <T> Optional<T> require(String key, Function<YamlValue, Optional<T>> read) {
        if (self.isMapping()) {
            self.check(values.containsKey(key), "has no key " + LogSafeText.quote(key) + ", which it must have");
        }
        return get(key, read);
    }
}
