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

/** Reads the library of a rule, and its versions. */
interface ProgramReader {

    Optional<String> library(YamlValue value);

    Condition versions(List<VersionRange> spans);

    /** Returns a reader for rules about known clients: other libraries are errors. */
    static ProgramReader known(Releases releases) {
        return new Known(releases, new HashMap<>());
    }

    /** Returns a reader for rules about unknown clients. */
    static ProgramReader unknown() {
        return new Unknown();
    }

    /**
     * Checks against the releases.
     *
     * @param seen one condition for equal ranges, because many rules have the same
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

    /** Checks nothing. */
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
