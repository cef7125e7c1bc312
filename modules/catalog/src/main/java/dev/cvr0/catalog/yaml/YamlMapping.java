// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

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
        Map<String, YamlValue> misspelled = new LinkedHashMap<>();
        for (YamlValue.Entry entry : self.entries()) {
            String key = entry.name();
            if (keys.contains(key)) {
                values.put(key, entry.value());
            } else {
                Optional<String> meant = YamlValue.similar(key, keys);
                meant.ifPresent(word -> misspelled.putIfAbsent(word, entry.value()));
                entry.key()
                        .reject("unknown key; "
                                + meant.map(word -> YamlValue.didYouMean(key, word))
                                        .or(() -> withoutSpace(key, keys))
                                        .orElseGet(() -> "use one of " + String.join(", ", keys)));
            }
        }
        // Its value is read, so that a misspelled key causes one error only.
        misspelled.forEach(values::putIfAbsent);
        return new YamlMapping(self, values);
    }

    private static Optional<String> withoutSpace(String key, List<String> keys) {
        return keys.stream()
                .filter(known -> key.startsWith(known + ":"))
                .findFirst()
                .map(known -> "add a space after '" + known + ":'");
    }

    /** Returns the value of a key; empty if the key is absent. */
    public Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Reads the value of a key; empty if the key is absent or its value invalid. */
    public <T> Optional<T> get(String key, Function<YamlValue, Optional<T>> reader) {
        return get(key).flatMap(reader);
    }

    /** Reads the value of a key, and rejects the mapping if the key is absent. */
    public <T> Optional<T> require(String key, Function<YamlValue, Optional<T>> reader) {
        if (self.isMapping()) {
            self.check(values.containsKey(key), "missing key '" + key + "'; add it");
        }
        return get(key, reader);
    }
}
