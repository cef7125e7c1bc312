// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.VersionSpan;
import dev.cvr0.catalog.condition.VersionSpan.Below;
import dev.cvr0.catalog.condition.VersionSpan.Between;
import dev.cvr0.catalog.condition.VersionSpan.Exactly;
import dev.cvr0.catalog.condition.VersionSpan.From;
import java.util.List;
import java.util.Optional;

/** Reads one version, or a mapping with {@code from} (inclusive), {@code below} (exclusive) or both. */
final class VersionSpanReader {

    private static final String FROM = "from";
    private static final String BELOW = "below";

    Optional<VersionSpan> read(Value value) {
        return value.isMapping() ? range(value) : value.version().map(Exactly::new);
    }

    private static Optional<VersionSpan> range(Value value) {
        Section section = Section.of(value, List.of(FROM, BELOW));
        if (section.values().isEmpty()) {
            value.reject("is a range without an end, expected 'from', 'below' or both");
        }
        Optional<ClientVersion> from = section.find(FROM).flatMap(Value::version);
        Optional<ClientVersion> below = section.find(BELOW).flatMap(Value::version);
        if (from.isPresent() && below.isPresent()) {
            return between(value, from.get(), below.get());
        }
        return from.<VersionSpan>map(From::new).or(() -> below.map(Below::new));
    }

    private static Optional<VersionSpan> between(Value value, ClientVersion from, ClientVersion below) {
        if (from.compareTo(below) >= 0) {
            value.reject("is a range from " + from + " below " + below + ", in which no version lies");
            return Optional.empty();
        }
        return Optional.of(new Between(new From(from), new Below(below)));
    }
}
