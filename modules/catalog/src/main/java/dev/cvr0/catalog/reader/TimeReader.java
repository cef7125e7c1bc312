// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.During;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads instants: dates and times with an offset, or in the file's zone if it names one. */
final class TimeReader {

    static final String FROM = "from";
    static final String UNTIL = "until";

    /** The keys of a time that has a beginning, an end or both. */
    static final List<String> KEYS = List.of(FROM, UNTIL);

    private final Optional<ZoneId> zone;

    TimeReader(Optional<YamlValue> zone) {
        this.zone = zone.flatMap(
                value -> value.parse(TimeReader::zone, "expected a time zone such as Europe/Berlin or UTC"));
    }

    /** Reads the period of a section; always if it names none. */
    During during(YamlMapping section) {
        Optional<Instant> from = section.get(FROM, this::instant);
        Optional<Instant> until = section.get(UNTIL, this::instant);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            section.get(UNTIL).ifPresent(value -> value.reject("is not after 'from', expected a time that lasts"));
            return During.ALWAYS;
        }
        return new During(from.orElse(Instant.MIN), until.orElse(Instant.MAX));
    }

    Optional<Instant> instant(YamlValue value) {
        return value.text().flatMap(text -> instant(value, text));
    }

    private Optional<Instant> instant(YamlValue value, String text) {
        try {
            if (text.length() == "2007-09-12".length()) {
                return zoneFor(value)
                        .map(z -> LocalDate.parse(text).atStartOfDay(z).toInstant());
            }
            if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            LocalDateTime time = LocalDateTime.parse(text);
            return zoneFor(value).flatMap(z -> instant(value, time, z));
        } catch (DateTimeParseException e) {
            value.reject("is " + LogSafeText.quote(text) + ", expected a date such as 2007-09-12, or with a time,"
                    + " 2007-09-12T10:00, or with an offset too, 2007-09-12T10:00+02:00");
            return Optional.empty();
        }
    }

    // Twice a year a clock shows an hour that never was, or the same hour twice.
    private static Optional<Instant> instant(YamlValue value, LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        boolean once = value.check(
                offsets.size() == 1,
                "is " + time + ", an hour that " + zone + " has " + (offsets.isEmpty() ? "not" : "twice")
                        + " on that day, expected another, or one with an offset");
        return once ? Optional.of(time.toInstant(offsets.get(0))) : Optional.empty();
    }

    private Optional<ZoneId> zoneFor(YamlValue value) {
        value.check(
                zone.isPresent(),
                "has no offset, expected one, such as +02:00 or Z, or a usable key 'zone' in the file");
        return zone;
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
