// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.AmongReleases;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.VersionRange;
import dev.cvr0.catalog.condition.WithinVersions;
import dev.cvr0.catalog.condition.WithinVersions.Field;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which library a rule is for, and which versions of it. */
interface ProgramReader {

    Optional<String> library(YamlValue value);

    Condition versions(List<VersionRange> spans);

    /** For rules about known clients: whatever else they name is a slip. */
    static ProgramReader known(Releases releases) {
        return new Known(releases, new HashMap<>());
    }

    /** For rules about clients that are not known. */
    static ProgramReader unknown() {
        return new Unknown();
    }

    /**
     * Knows the releases.
     *
     * @param seen the same condition for the same spans, because many rules ask for the same
     */
    record Known(Releases releases, Map<String, Condition> seen) implements ProgramReader {

        @Override
        public Optional<String> library(YamlValue value) {
            Optional<String> library = value.token();
            library.filter(name -> !releases.hasLibrary(name))
                    .ifPresent(name -> value.reject("is " + LogSafeText.quote(name) + ", which 'releases' does not list"
                            + YamlValue.didYouMean(name, releases.libraries())
                                    .map(question -> "; " + question)
                                    .orElse("")));
            return library;
        }

        @Override
        public Condition versions(List<VersionRange> spans) {
            return seen.computeIfAbsent(
                    VersionRange.text(spans), wanted -> new AmongReleases(releasesWithin(spans), wanted));
        }

        private Set<ClientVersion> releasesWithin(List<VersionRange> spans) {
            return releases.versions().stream()
                    .filter(version -> VersionRange.anyContains(spans, version))
                    .collect(Collectors.toSet());
        }
    }

    /** Knows nothing. */
    record Unknown() implements ProgramReader {

        @Override
        public Optional<String> library(YamlValue value) {
            return value.token();
        }

        @Override
        public Condition versions(List<VersionRange> spans) {
            return new WithinVersions(Field.CLIENT_VERSION, spans);
        }
    }
}
