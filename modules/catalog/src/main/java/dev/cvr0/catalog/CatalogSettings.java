// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.settings.SettingsReader;
import java.time.Duration;
import java.util.Objects;

/**
 * What can be set about a catalogue besides its file.
 *
 * @param reload {@value #RELOAD}: how long to wait between two looks for a change of the file, 1 ms to 1 day; default
 *     1 s. A change is served after it was found the same at two looks
 * @since 0.1
 */
public record CatalogSettings(Duration reload) {

    /** The key of {@link #reload}. */
    public static final String RELOAD = "cvr0.catalog.reload";

    private static final Duration DEFAULT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks that nothing is missing. */
    public CatalogSettings {
        Objects.requireNonNull(reload, RELOAD);
    }

    /**
     * Reads the keys; what cannot be used is noted in the reader.
     *
     * @param reader reads the configuration
     * @return the settings
     */
    public static CatalogSettings read(SettingsReader reader) {
        return new CatalogSettings(reader.duration(RELOAD, DEFAULT, LONGEST));
    }
}
