// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.settings.SettingsReader;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be set about a catalogue besides its file.
 *
 * @param reload {@value #RELOAD}: how long to wait between two looks for a change of the file, 1 ms to 1 day; default
 *     1 s. A change is served after it was found the same at two looks
 * @param clock {@value #AT}: says at which hour every question is asked; default the present. For rehearsals: a hour
 *     that is set stands still
 * @since 0.1
 */
public record CatalogSettings(Duration reload, InstantSource clock) {

    /** The key of {@link #reload}. */
    public static final String RELOAD = "cvr0.catalog.reload";

    /** The key of {@link #clock}: an instant with an offset, such as 2007-09-12T10:00+02:00. */
    public static final String AT = "cvr0.catalog.at";

    private static final Duration DEFAULT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks that nothing is missing. */
    public CatalogSettings {
        Objects.requireNonNull(reload, RELOAD);
        Objects.requireNonNull(clock, AT);
    }

    /**
     * Reads the keys; what cannot be used is noted in the reader.
     *
     * @param reader reads the configuration
     * @return the settings
     */
    public static CatalogSettings read(SettingsReader reader) {
        return new CatalogSettings(
                reader.duration(RELOAD, DEFAULT, LONGEST),
                reader.value(
                        AT,
                        InstantSource.system(),
                        "a date, a time and an offset, such as 2007-09-12T10:00+02:00",
                        CatalogSettings::standing));
    }

    private static Optional<InstantSource> standing(String text) {
        try {
            return Optional.of(InstantSource.fixed(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
