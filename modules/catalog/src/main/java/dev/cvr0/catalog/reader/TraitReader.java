// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.catalog.model.Traits;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the traits of releases and groups. For one catalog. Not thread-safe. */
final class TraitReader {

    static final String TRAITS = "traits";
    private static final Pattern KEYWORD = Pattern.compile("(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Set<String> known = new HashSet<>();

    /** Returns the traits of a release or group; none if it has no such key. */
    Set<String> read(YamlMapping section) {
        return section.get(TRAITS)
                .map(value -> Set.copyOf(value.readAll(this::trait)))
                .orElse(Set.of());
    }

    private Optional<String> trait(YamlValue value) {
        Optional<String> trait = value.parse(
                text -> Optional.of(text).filter(word -> KEYWORD.matcher(word).matches()),
                "is not a trait; use at most 32 lower-case letters, digits and single hyphens between them, such as"
                        + " no-p2p");
        trait.ifPresent(known::add);
        if (known.size() > Traits.MAX_TRAITS) {
            throw value.excess("more than " + Traits.MAX_TRAITS + " different traits; use fewer");
        }
        return trait;
    }
}
