// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are known beforehand. */
record Section(Value self, Map<String, Value> values) {

    /** Reads a mapping and complains of every key that it should not have. */
    static Section of(Value self, List<String> keys) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Value.Entry entry : self.entries()) {
            String key = entry.key().name();
            if (keys.contains(key)) {
                values.put(key, entry.value());
            } else {
                entry.key().reject("is not a key of " + Excerpt.quote(self.name()) + ", " + expected(key, keys));
            }
        }
        return new Section(self, values);
    }

    Optional<Value> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Likewise, and complains if there is none. What is no mapping has been complained of already. */
    Optional<Value> require(String key) {
        Optional<Value> value = find(key);
        if (value.isEmpty() && self.isMapping()) {
            self.reject("has no key " + Excerpt.quote(key) + ", which it must have");
        }
        return value;
    }

    private static String expected(String key, List<String> keys) {
        return new Spelling(key)
                .nearest(keys)
                .map(near -> "did you mean " + Excerpt.quote(near) + "?")
                .orElseGet(() -> "expected one of " + String.join(", ", keys));
    }
}
