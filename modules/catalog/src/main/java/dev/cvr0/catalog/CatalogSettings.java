// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a catalog.
 *
 * @param path the file, or the folder of the files; empty for the bundled catalog
 * @param reload the interval of polls for changes
 * @param publicKeys the keys, of which one must have signed the catalog; empty if no signature is required. Copied
 * @param state the file that stores the highest served version; empty if no signature is required
 * @param clock the clock by which rules are evaluated
 * @since 0.1
 */
public record CatalogSettings(
        String path, Duration reload, List<VerifyingKey> publicKeys, String state, InstantSource clock) {

    /** The setting of {@link #path}. */
    public static final Setting<String> PATH = Setting.of(
            "cvr0.catalog",
            "",
            "",
            "the path of a file or folder",
            CatalogSettings::tryParsePath,
            Band.ESSENTIAL,
            "The catalog: a YAML file, or a folder of such files. If not set, the bundled catalog is served.");

    /** The setting of {@link #reload}. */
    public static final Setting<Duration> RELOAD = Setting.duration(
            "cvr0.catalog.reload",
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            Band.RARE,
            "The interval of polls for changes. A change is served after two polls with the same content.");

    /** The setting of {@link #publicKeys}. */
    public static final Setting<List<VerifyingKey>> PUBLIC_KEYS = Setting.list(
            "cvr0.catalog.public-key",
            VerifyingKey.EXPECTED,
            VerifyingKey::tryParse,
            Band.FREQUENT,
            "The Ed25519 public keys, separated by commas. One of them must have signed the catalog. If set, an unsigned"
                    + " catalog is not served.");

    /** The setting of {@link #state}. */
    public static final Setting<String> STATE = Setting.of(
            "cvr0.catalog.state",
            "",
            "",
            "the path of a file",
            CatalogSettings::tryParsePath,
            Band.FREQUENT,
            "The file that stores the highest served version, so that no older one is served again. Required with"
                    + " cvr0.catalog.public-key.");

    /** The setting of {@link #clock}. */
    public static final Setting<InstantSource> AT = Setting.of(
            "cvr0.catalog.at",
            InstantSource.system(),
            "",
            "a date, a time and an offset, such as 2007-09-12T10:00+02:00",
            CatalogSettings::tryParseClock,
            Band.RARE,
            "The time at which all rules are evaluated, for previews. If not set, the current time.");

    /** All settings. */
    public static final SettingsTable TABLE = SettingsTable.of(PATH, RELOAD, PUBLIC_KEYS, STATE, AT);

    /** Copies the keys. */
    public CatalogSettings {
        publicKeys = List.copyOf(publicKeys);
    }

    /**
     * Reads the settings.
     *
     * @param reader the reader, which collects invalid values
     * @return the settings, with defaults in place of invalid values
     */
    public static CatalogSettings read(SettingsReader reader) {
        int problemsBefore = reader.problems().size();
        CatalogSettings settings = new CatalogSettings(
                reader.read(PATH), reader.read(RELOAD), reader.read(PUBLIC_KEYS), reader.read(STATE), reader.read(AT));
        if (reader.problems().size() == problemsBefore) {
            settings.validateTogether(reader);
        }
        return settings;
    }

    /**
     * Tells whether the catalog must be signed.
     *
     * @return true if there are public keys
     */
    public boolean requiresSignature() {
        return !publicKeys.isEmpty();
    }

    // A signature setting without effect is rejected, because it would give a false sense of security.
    private void validateTogether(SettingsReader reader) {
        if (requiresSignature() && path.isEmpty()) {
            reader.reject(
                    PATH,
                    path,
                    "the signed catalog, because " + PUBLIC_KEYS + " is set; the bundled one has no signature");
        }
        if (requiresSignature() && state.isEmpty()) {
            reader.reject(
                    STATE,
                    state,
                    "a file in a writable folder, because " + PUBLIC_KEYS
                            + " is set; it stores the highest served version");
        }
        if (!requiresSignature() && !state.isEmpty()) {
            reader.reject(STATE, state, "no value, because " + PUBLIC_KEYS + " is not set");
        }
    }

    private static Optional<String> tryParsePath(String text) {
        try {
            Path unused = Path.of(text);
            return Optional.of(text);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<InstantSource> tryParseClock(String text) {
        try {
            return Optional.of(InstantSource.fixed(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
