// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.catalog.signing.VerifyingKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be set about a catalogue.
 *
 * @param path {@value CatalogPolicy#FILE}: its file, or the folder of its files; empty for the bundled one, the default
 * @param reload {@value #RELOAD}: how long to wait between two looks for a change, 1 ms to 1 day; default 1 s. A change
 *     is served after it was found the same at two looks
 * @param publicKeys {@value #PUBLIC_KEY}: the Ed25519 keys of which one must have signed the catalogue; none, the
 *     default, if it need not be signed. Copied
 * @param state {@value #STATE}: the file that remembers the highest version that was served; empty if nothing need be
 *     signed, and only then
 * @param clock {@value #AT}: says at which hour every question is asked; default the present. For rehearsals: an hour
 *     that is set stands still
 * @since 0.1
 */
public record CatalogSettings(
        String path, Duration reload, List<VerifyingKey> publicKeys, String state, InstantSource clock) {

    /** The key of {@link #reload}. */
    public static final String RELOAD = "cvr0.catalog.reload";

    /** The key of {@link #publicKeys}. */
    public static final String PUBLIC_KEY = "cvr0.catalog.public-key";

    /** The key of {@link #state}. */
    public static final String STATE = "cvr0.catalog.state";

    /** The key of {@link #clock}: an instant with an offset, such as 2007-09-12T10:00+02:00. */
    public static final String AT = "cvr0.catalog.at";

    private static final Duration DEFAULT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks that nothing is missing. */
    public CatalogSettings {
        Objects.requireNonNull(path, CatalogPolicy.FILE);
        Objects.requireNonNull(reload, RELOAD);
        Objects.requireNonNull(state, STATE);
        publicKeys = List.copyOf(publicKeys);
        Objects.requireNonNull(clock, AT);
    }

    /**
     * Reads the keys; what cannot be used is noted in the reader.
     *
     * @param reader reads the configuration
     * @return the settings
     */
    public static CatalogSettings read(SettingsReader reader) {
        int before = reader.problems().size();
        CatalogSettings settings = new CatalogSettings(
                reader.text(CatalogPolicy.FILE, ""),
                reader.duration(RELOAD, DEFAULT, LONGEST),
                reader.list(PUBLIC_KEY, VerifyingKey.EXPECTED, VerifyingKey::find),
                reader.text(STATE, ""),
                reader.value(
                        AT,
                        InstantSource.system(),
                        "a date, a time and an offset, such as 2007-09-12T10:00+02:00",
                        CatalogSettings::standing));
        if (reader.problems().size() == before) {
            settings.checkTogether(reader);
        }
        return settings;
    }

    private static Optional<InstantSource> standing(String text) {
        try {
            return Optional.of(InstantSource.fixed(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether the catalogue must be signed.
     *
     * @return true if there are public keys
     */
    public boolean demandsSignature() {
        return !publicKeys.isEmpty();
    }

    // A setting that would be without effect is refused: whoever made it believes to be protected.
    private void checkTogether(SettingsReader reader) {
        if (demandsSignature() && path.isEmpty()) {
            reader.reject(
                    CatalogPolicy.FILE,
                    path,
                    "the signed catalogue, as " + PUBLIC_KEY + " is set; the bundled one has no" + " signature");
        }
        if (demandsSignature() && state.isEmpty()) {
            reader.reject(
                    STATE,
                    state,
                    "a file in a folder that the server may write, as " + PUBLIC_KEY + " is set; it remembers"
                            + " the highest version that was served");
        }
        if (!demandsSignature() && !state.isEmpty()) {
            reader.reject(STATE, state, "none, as " + PUBLIC_KEY + " is not set");
        }
    }
}
