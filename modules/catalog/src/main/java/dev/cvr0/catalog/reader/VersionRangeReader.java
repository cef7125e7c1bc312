// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.VersionRange;
import dev.cvr0.catalog.condition.VersionRange.Below;
import dev.cvr0.catalog.condition.VersionRange.Between;
import dev.cvr0.catalog.condition.VersionRange.Exactly;
import dev.cvr0.catalog.condition.VersionRange.From;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/** Reads one version, or a mapping with {@code from} (inclusive), {@code below} (exclusive) or both. */
final class VersionRangeReader {

    private static final String FROM = "from";
    private static final String BELOW = "below";

    Optional<VersionRange> read(YamlValue value) {
        return value.isMapping() ? range(value) : value.version().map(Exactly::new);
    }

    private static Optional<VersionRange> range(YamlValue value) {
        YamlMapping section = YamlMapping.of(value, List.of(FROM, BELOW));
        if (section.values().isEmpty()) {
            value.reject("is a range without an end, expected 'from', 'below' or both");
        }
        Optional<ClientVersion> from = section.get(FROM).flatMap(YamlValue::version);
        Optional<ClientVersion> below = section.get(BELOW).flatMap(YamlValue::version);
        if (from.isPresent() && below.isPresent()) {
            return between(value, from.get(), below.get());
        }
        return from.<VersionRange>map(From::new).or(() -> below.map(Below::new));
    }

    private static Optional<VersionRange> between(YamlValue value, ClientVersion from, ClientVersion below) {
        if (from.compareTo(below) >= 0) {
            value.reject("is a range from " + from + " below " + below + ", in which no version lies");
            return Optional.empty();
        }
        return Optional.of(new Between(new From(from), new Below(below)));
    }
}
