// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.TimeRange;
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

/** Reads instants: times with an offset, or dates and times in the time zone of the file. */
final class TimeReader {

    static final String FROM = "from";
    static final String UNTIL = "until";

    /** The keys of a period. */
    static final List<String> KEYS = List.of(FROM, UNTIL);

    private final Optional<YamlValue> zoneOfFile;
    private final Optional<ZoneId> zone;

    TimeReader(Optional<YamlValue> zone) {
        this.zoneOfFile = zone;
        this.zone = zone.flatMap(
                value -> value.parse(TimeReader::zone, "is not a time zone; use a name such as Europe/Berlin or UTC"));
    }

    /** Reads the period of a section; {@link TimeRange#ALWAYS} if it has none. */
    TimeRange during(YamlMapping section) {
        Optional<Instant> from = section.get(FROM, this::instant);
        Optional<Instant> until = section.get(UNTIL, this::instant);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            section.get(UNTIL).ifPresent(value -> value.reject("is not after from; use a later time"));
            return TimeRange.ALWAYS;
        }
        return new TimeRange(from.orElse(Instant.MIN), until.orElse(Instant.MAX));
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
            value.reject(
                    LogSafeText.quote(text) + " is not a time; use a date such as 2007-09-12, a date and time such as"
                            + " 2007-09-12T10:00, or add an offset: 2007-09-12T10:00+02:00");
            return Optional.empty();
        }
    }

    // Daylight saving skips one hour of a year and repeats another.
    private static Optional<Instant> instant(YamlValue value, LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        boolean once = value.check(
                offsets.size() == 1,
                time + (offsets.isEmpty() ? " does not exist in " : " occurs twice in ") + zone
                        + " because of daylight saving; use another time, or add an offset");
        return once ? Optional.of(time.toInstant(offsets.get(0))) : Optional.empty();
    }

    private Optional<ZoneId> zoneFor(YamlValue value) {
        // An invalid zone has been rejected where it is set.
        value.check(
                zoneOfFile.isPresent(),
                "the time has no offset; add one, such as +02:00 or Z, or set zone for the file");
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
