// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a catalog.
 *
 * @param location the file, the folder of the files, or the location of a shared source; empty for the bundled catalog
 * @param reload the interval of polls for changes
 * @param grace the time for which an unavailable source is not reported as stale
 * @param publicKeys the keys that can sign the catalog; empty if no signature is required. Copied
 * @param signaturesRequired the number of keys that must have signed the catalog
 * @param emergencyKey the key that can sign emergency documents; empty if none is accepted
 * @param state the file that stores the highest served version; empty if no signature is required
 * @param node the name of this server among those that use the same source
 * @param clock the clock by which rules are evaluated
 * @since 0.1
 */
public record CatalogSettings(
        String location,
        Duration reload,
        Duration grace,
        List<VerifyingKey> publicKeys,
        int signaturesRequired,
        Optional<VerifyingKey> emergencyKey,
        String state,
        String node,
        InstantSource clock) {

    /** The setting of {@link #location}. */
    public static final Setting<String> LOCATION = Setting.of(
            "cvr0.catalog",
            "",
            "",
            "the path of a file or folder, or folder:..., https://..., jdbc:... or java:...",
            CatalogSettings::tryParseLocation,
            Band.ESSENTIAL,
            "The catalog: a YAML file, a folder of such files, or a published catalog, which is signed and has a history:"
                    + " in a folder of this machine (`folder:PATH`), on a web server (`https://...`, or `http://...`,"
                    + " because signatures protect the content), or in a database (`jdbc:...`, or `java:...` for a data"
                    + " source). A web server is reached through the proxy of the"
                    + " JVM, see the system properties `https.proxyHost` and `http.proxyHost`. If not set, the bundled"
                    + " catalog is served.");

    /** The setting of {@link #reload}. */
    public static final Setting<Duration> RELOAD = Setting.duration(
            "cvr0.catalog.reload",
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            Band.RARE,
            "The interval of polls for changes. An unsigned change is served after two polls with the same content.");

    /** The setting of {@link #grace}. */
    public static final Setting<Duration> GRACE = Setting.duration(
            "cvr0.catalog.grace",
            Duration.ofMinutes(5),
            Duration.ofDays(30),
            Band.RARE,
            "The time after which a catalog is stale if its web server or database cannot be reached. The last good"
                    + " catalog is still served.");

    /** The setting of {@link #publicKeys}. */
    public static final Setting<List<VerifyingKey>> PUBLIC_KEYS = Setting.list(
            "cvr0.catalog.public-key",
            VerifyingKey.EXPECTED,
            VerifyingKey::tryParse,
            Band.FREQUENT,
            "The Ed25519 public keys, separated by commas. One of them must have signed the catalog, or as many as"
                    + " cvr0.catalog.signatures-required. If set, an unsigned catalog is not served.");

    /** The setting of {@link #signaturesRequired}. */
    public static final Setting<Integer> SIGNATURES_REQUIRED = Setting.number(
            "cvr0.catalog.signatures-required",
            1,
            1,
            SignedManifest.MAX_SIGNATURES,
            Band.RARE,
            "The number of keys of cvr0.catalog.public-key that must have signed the catalog.");

    /** The setting of {@link #emergencyKey}. */
    public static final Setting<Optional<VerifyingKey>> EMERGENCY_KEY = Setting.optional(
            "cvr0.catalog.emergency-key",
            VerifyingKey.EXPECTED,
            VerifyingKey::tryParse,
            Band.RARE,
            "The Ed25519 public key that can sign an emergency document, which makes clients keep their versions until a"
                    + " higher version of the catalog is served. It must not be one of cvr0.catalog.public-key.");

    /** The setting of {@link #state}. */
    public static final Setting<String> STATE = Setting.of(
            "cvr0.catalog.state",
            "",
            "",
            "the path of a file",
            CatalogSettings::tryParsePath,
            Band.FREQUENT,
            "The file that stores the highest served version, so that no older one is served again. Required with"
                    + " cvr0.catalog.public-key. A file with the extension `.copy` beside it contains the last good catalog"
                    + " of a web server or database, for a start while that is unavailable.");

    /** The setting of {@link #node}. */
    public static final Setting<String> NODE = Setting.of(
            "cvr0.node",
            "",
            "",
            "1 to 64 letters, digits, dots, hyphens or underscores",
            CatalogSettings::tryParseNode,
            Band.RARE,
            "The name of this server. It must be unique among the servers that share a database. If"
                    + " not set, the host name.");

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
    public static final SettingsTable TABLE =
            SettingsTable.of(LOCATION, RELOAD, GRACE, PUBLIC_KEYS, SIGNATURES_REQUIRED, EMERGENCY_KEY, STATE, NODE, AT);

    private static final Pattern SHARED = Pattern.compile("folder:|https?://|jdbc:|java:");
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
                reader.read(LOCATION),
                reader.read(RELOAD),
                reader.read(GRACE),
                reader.read(PUBLIC_KEYS),
                reader.read(SIGNATURES_REQUIRED),
                reader.read(EMERGENCY_KEY),
                reader.read(STATE),
                nodeName(reader.read(NODE)),
                reader.read(AT));
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

    /**
     * Tells whether the catalog comes from publications, which several servers can share.
     *
     * @return true for a published folder, a URL or the name of a data source, false for a file or folder
     */
    public boolean isShared() {
        return isShared(location);
    }

    /**
     * Tells whether a location is of publications, which several servers can share.
     *
     * @param location the value of {@link #LOCATION}
     * @return true for a published folder, a URL or the name of a data source, false for a path
     */
    public static boolean isShared(String location) {
        return SHARED.matcher(location).lookingAt();
    }

    /**
     * Returns the keys that must have signed the catalog.
     *
     * @return the keys
     * @throws IllegalArgumentException if no signature is required
     */
    public TrustedKeys trustedKeys() {
        return new TrustedKeys(publicKeys, signaturesRequired);
    }

    // A signature setting without effect is rejected, because it would give a false sense of security.
    private void validateTogether(SettingsReader reader) {
        if (isShared() && !requiresSignature()) {
            // Without the location, which can contain a password.
            reader.add(LOCATION + ": a published catalog must be signed; set " + PUBLIC_KEYS
                    + ", or use the path of a file or folder");
        }
        if (publicKeys.stream().distinct().count() < publicKeys.size()) {
            reader.reject(PUBLIC_KEYS, "a repeated key", "each key once");
        } else if (requiresSignature() ? signaturesRequired > publicKeys.size() : signaturesRequired > 1) {
            reader.reject(
                    SIGNATURES_REQUIRED,
                    String.valueOf(signaturesRequired),
                    "at most the number of keys in " + PUBLIC_KEYS + ", which is " + publicKeys.size());
        }
        // Otherwise the key for emergencies, which is kept at hand, could sign catalogs.
        emergencyKey
                .filter(key -> publicKeys.isEmpty() || publicKeys.contains(key))
                .ifPresent(key -> reader.reject(
                        EMERGENCY_KEY,
                        key.toString(),
                        publicKeys.isEmpty()
                                ? "no value, because " + PUBLIC_KEYS + " is not set"
                                : "a key that is not in " + PUBLIC_KEYS));
        if (requiresSignature() && location.isEmpty()) {
            reader.reject(
                    LOCATION,
                    location,
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

    private static Optional<String> tryParseLocation(String text) {
        return isShared(text) && !text.startsWith("folder:") ? Optional.of(text) : tryParsePath(text);
    }

    private static Optional<String> tryParseNode(String text) {
        return Optional.of(text).filter(name -> NODE_NAME.matcher(name).matches());
    }

    private static String nodeName(String configured) {
        return configured.isEmpty() ? hostName() : configured;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return tryParseNode(name).orElse("localhost");
        } catch (UnknownHostException e) {
            return "localhost";
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
