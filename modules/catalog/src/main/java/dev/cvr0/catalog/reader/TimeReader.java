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

    private static final String FROM = "from";
    private static final String UNTIL = "until";

    /** The keys of a time that has a beginning, an end or both. */
    static final List<String> KEYS = List.of(FROM, UNTIL);

    private static final String EXPECTED =
            "expected a date such as 2007-09-12, or with a time, 2007-09-12T10:00, or with an offset too,"
                    + " 2007-09-12T10:00+02:00";

    private final Optional<ZoneId> zone;

    private TimeReader(Optional<ZoneId> zone) {
        this.zone = zone;
    }

    /** A reader in the zone that a value names; without a zone every instant needs an offset. */
    static TimeReader in(Optional<YamlValue> zone) {
        return new TimeReader(zone.flatMap(TimeReader::zone));
    }

    /** From the beginning that a section names until the end that it names; always if it names none. */
    During during(YamlMapping section) {
        Optional<Instant> from = section.get(FROM).flatMap(this::instant);
        Optional<Instant> until = section.get(UNTIL).flatMap(this::instant);
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
                return inZone(value)
                        .map(z -> LocalDate.parse(text).atStartOfDay(z).toInstant());
            }
            boolean hasOffset = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
            return hasOffset
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : local(value, LocalDateTime.parse(text));
        } catch (DateTimeParseException e) {
            value.reject("is " + LogSafeText.quote(text) + ", " + EXPECTED);
            return Optional.empty();
        }
    }

    // Twice a year a clock shows an hour that never was, or the same hour twice.
    private Optional<Instant> local(YamlValue value, LocalDateTime time) {
        Optional<ZoneId> in = inZone(value);
        if (in.isEmpty()) {
            return Optional.empty();
        }
        List<ZoneOffset> offsets = in.get().getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            value.reject("is " + time + ", an hour that " + in.get() + " has " + (offsets.isEmpty() ? "not" : "twice")
                    + " on that day, expected another, or one with an offset");
            return Optional.empty();
        }
        return Optional.of(time.toInstant(offsets.get(0)));
    }

    private Optional<ZoneId> inZone(YamlValue value) {
        if (zone.isEmpty()) {
            value.reject("has no offset, expected one, such as +02:00 or Z, or a usable key 'zone' in the file");
        }
        return zone;
    }

    private static Optional<ZoneId> zone(YamlValue value) {
        Optional<String> text = value.text();
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException e) {
            value.reject(
                    "is " + LogSafeText.quote(text.orElse("")) + ", expected a time zone such as Europe/Berlin or UTC");
            return Optional.empty();
        }
    }
}
