// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the releases and their traits. For one catalog. Not thread-safe. */
final class ReleaseReader {

    private static final String VERSION = "version";
    private static final List<String> KEYS = List.of(VERSION, TraitReader.TRAITS);
    // Limits the work and the memory for version ranges, each of which is replaced by the releases in it.
    private static final int MAX_RELEASES = 10_000;

    private final TraitReader traitReader;
    private final Map<String, Map<ClientVersion, Set<String>>> traits = new HashMap<>();

    ReleaseReader(TraitReader traitReader) {
        this.traitReader = traitReader;
    }

    Optional<Releases> read(YamlValue value) {
        Map<String, Set<ClientVersion>> versions = new HashMap<>();
        List<YamlValue.Entry> libraries = value.entries();
        if (!value.isMapping()) {
            return Optional.empty();
        }
        for (YamlValue.Entry entry : libraries) {
            entry.key()
                    .token()
                    .ifPresent(library -> versions.put(
                            library, Set.copyOf(entry.value().readAll(release -> release(library, release)))));
        }
        Releases releases = new Releases(versions);
        if (releases.size() > MAX_RELEASES) {
            throw value.excess("has " + releases.size() + " versions; use at most " + MAX_RELEASES);
        }
        return Optional.of(releases);
    }

    /** Returns the traits of the releases that have any. */
    Map<String, Map<ClientVersion, Set<String>>> traits() {
        return traits;
    }

    // A version, or a mapping of a version and its traits.
    private Optional<ClientVersion> release(String library, YamlValue value) {
        if (!value.isMapping()) {
            return value.version();
        }
        YamlMapping section = YamlMapping.of(value, KEYS);
        Optional<ClientVersion> version = section.require(VERSION, YamlValue::version);
        Set<String> ofRelease = traitReader.read(section);
        if (version.isPresent() && !ofRelease.isEmpty()) {
            traits.computeIfAbsent(library, l -> new HashMap<>())
                    .computeIfAbsent(version.get(), v -> new HashSet<>())
                    .addAll(ofRelease);
        }
        return version;
    }
}
