// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.management.Management;
import dev.cvr0.host.ListenAddress;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The settings of the HTTP API.
 *
 * @param listen the address
 * @param maxConnections the maximum number of open connections
 * @param idleTimeout the time after which a connection without a request is closed
 * @param requestTimeout the time within which a request must arrive
 * @param behindProxy whether a proxy passes the addresses of the clients
 * @param tls the certificate; empty without TLS
 * @param management the settings of the management operations; empty if they are off
 */
public record HttpSettings(
        InetSocketAddress listen,
        int maxConnections,
        Duration idleTimeout,
        Duration requestTimeout,
        boolean behindProxy,
        Optional<TlsSettings> tls,
        Optional<ManagementSettings> management) {

    /** The setting of {@link #listen}. */
    public static final Setting<Optional<InetSocketAddress>> LISTEN = Setting.optional(
            "cvr0.http",
            "HOST:PORT or [IPV6]:PORT, such as 127.0.0.1:8863",
            text -> ListenAddress.tryParse(text).filter(listen -> !listen.isUnresolved()),
            Band.FREQUENT,
            "The address of the HTTP API. Without cvr0.http.tokens, it offers only POST /v1/decide and GET /v1/status, without"
                    + " authentication, and must be a loopback address. Other addresses also need a certificate or"
                    + " cvr0.http.behind-proxy. If not set, the API is off.");

    /** The setting of {@link #behindProxy}. */
    public static final Setting<Boolean> BEHIND_PROXY = Setting.flag(
            "cvr0.http.behind-proxy",
            false,
            Band.FREQUENT,
            "The HTTP API is reached only through a proxy that encrypts, adds the address of the client to X-Forwarded-For, and"
                    + " passes Host unchanged. Permits other addresses than loopback.");

    private static final Setting<Optional<Path>> TOKENS = path(
            "cvr0.http.tokens",
            "The file of the tokens, written by `cvr0 token`. Enables the management operations and the web console; all"
                    + " operations then need a token. Read again when it has changed.");
    private static final Setting<Optional<Path>> CERTIFICATE = path(
            "cvr0.http.certificate",
            "The PEM file of the TLS certificate of the HTTP API, followed by those of its issuers. Read at the start.");
    private static final Setting<Optional<Path>> PRIVATE_KEY =
            path("cvr0.http.private-key", "The PEM file (PKCS #8, not encrypted) of the key of cvr0.http.certificate.");
    private static final Setting<Integer> MAX_CONNECTIONS = Setting.number(
            "cvr0.http.max-connections",
            256,
            1,
            10_000,
            Band.RARE,
            "The maximum number of open connections of the HTTP API. Further connections get status 503.");
    private static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
            "cvr0.http.idle-timeout",
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Band.RARE,
            "The time after which a connection of the HTTP API without a request is closed.");

    /** All settings. */
    public static final SettingsTable TABLE = SettingsTable.of(
            LISTEN,
            TOKENS,
            Management.FOLDER,
            Management.STORE,
            BEHIND_PROXY,
            CERTIFICATE,
            PRIVATE_KEY,
            MAX_CONNECTIONS,
            IDLE_TIMEOUT);

    /**
     * Reads the settings.
     *
     * @param reader the reader, which collects invalid values
     * @return the settings; empty if the API is off
     */
    public static Optional<HttpSettings> read(SettingsReader reader) {
        int maxConnections = reader.read(MAX_CONNECTIONS);
        Duration idleTimeout = reader.read(IDLE_TIMEOUT);
        boolean behindProxy = reader.read(BEHIND_PROXY);
        Optional<TlsSettings> tls = both(reader, CERTIFICATE, PRIVATE_KEY, TlsSettings::new);
        Optional<String> store = reader.read(Management.STORE);
        Optional<ManagementSettings> management = both(
                reader, TOKENS, Management.FOLDER, (tokens, folder) -> new ManagementSettings(tokens, folder, store));
        Optional<HttpSettings> settings = reader.read(LISTEN)
                .map(listen -> new HttpSettings(
                        listen, maxConnections, idleTimeout, HttpApi.REQUEST_TIMEOUT, behindProxy, tls, management));
        settings.ifPresent(http -> checkAddress(reader, http));
        if (settings.isEmpty() && management.isPresent()) {
            reader.add(TOKENS + ": has no effect without " + LISTEN + "; set it to the address of the HTTP API");
        }
        if (management.isEmpty() && store.isPresent()) {
            reader.add(Management.STORE + ": has no effect without " + TOKENS + "; set it, or remove this setting");
        }
        return settings;
    }

    private static void checkAddress(SettingsReader reader, HttpSettings http) {
        if (http.listen.getAddress().isLoopbackAddress()) {
            return;
        }
        String address = ListenAddress.format(http.listen);
        if (http.management.isEmpty()) {
            reader.reject(
                    LISTEN,
                    address,
                    "a loopback address such as 127.0.0.1:8863, or set " + TOKENS + " to require tokens");
        }
        if (http.tls.isEmpty() && !http.behindProxy) {
            reader.reject(
                    LISTEN,
                    address,
                    "a loopback address, or set " + CERTIFICATE + " and " + PRIVATE_KEY + " to encrypt, or set "
                            + BEHIND_PROXY + "=true if a proxy encrypts");
        }
    }

    private static <T> Optional<T> both(
            SettingsReader reader,
            Setting<Optional<Path>> first,
            Setting<Optional<Path>> second,
            BiFunction<Path, Path, T> combination) {
        Optional<Path> one = reader.read(first);
        Optional<Path> other = reader.read(second);
        if (one.isPresent() != other.isPresent()) {
            reader.add((one.isPresent() ? second : first) + ": is required with " + (one.isPresent() ? first : second)
                    + "; set both, or none");
        }
        return one.flatMap(path -> other.map(otherPath -> combination.apply(path, otherPath)));
    }

    private static Setting<Optional<Path>> path(String key, String description) {
        return Setting.optional(key, "a path", HttpSettings::tryParsePath, Band.FREQUENT, description);
    }

    private static Optional<Path> tryParsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
