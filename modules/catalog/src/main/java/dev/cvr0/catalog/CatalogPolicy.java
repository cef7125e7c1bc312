// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.signing.VersionMemory;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The policy from a catalogue. The key {@value #FILE} names its file, or the folder of its files; if it is not set, the
 * bundled catalogue holds. It is looked at again every {@value CatalogSettings#RELOAD}, one second if that is not set: a
 * changed catalogue is parsed and checked, then served from one decision to the next, and one that is wrong leaves the
 * last good one in place. Each decision sees one whole catalogue. If {@value CatalogSettings#PUBLIC_KEY} is set, nothing
 * is served that is not signed. Safe for use by many threads.
 *
 * @since 0.1
 */
@ApplicationScoped
public class CatalogPolicy implements VersionPolicy, AutoCloseable {

    /** The key under which the path of the file or folder is configured. */
    public static final String FILE = "cvr0.catalog";

    private final Supplier<CatalogSource> source;
    private final InstantSource clock;

    /** For the container's proxies, which decide nothing themselves. */
    protected CatalogPolicy() {
        this.source = () -> {
            throw new IllegalStateException("a proxy has no catalogue of its own");
        };
        this.clock = InstantSource.system();
    }

    /**
     * A policy from configuration. Says in the log what was loaded. With a file it has a thread, which {@link #close}
     * ends; a container calls that by itself.
     *
     * @param settings where the keys of {@link CatalogSettings} are looked up
     * @throws CatalogException if the catalogue cannot be read, anything in it is wrong, or it is not signed as demanded
     * @throws dev.cvr0.api.settings.BadSettingsException if a setting cannot be used
     */
    @Inject
    public CatalogPolicy(SettingSource settings) {
        this(settings(settings));
    }

    /**
     * A policy from a catalogue, for use without a container.
     *
     * @param catalog the catalogue
     */
    public CatalogPolicy(Catalog catalog) {
        this(catalog, InstantSource.system());
    }

    /**
     * A policy from a catalogue and a clock, for tests of what changes with time.
     *
     * @param catalog the catalogue
     * @param clock says what hour it is
     */
    public CatalogPolicy(Catalog catalog, InstantSource clock) {
        this(CatalogSource.Fixed.of(catalog), clock);
    }

    private CatalogPolicy(CatalogSettings settings) {
        this(opened(settings), settings.clock());
    }

    CatalogPolicy(CatalogSource source, InstantSource clock) {
        this.source = () -> source;
        this.clock = clock;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        return catalog().decide(client, clock.instant());
    }

    @Override
    public Dependence dependence() {
        return catalog().dependence(clock);
    }

    /**
     * Decides likewise and keeps how.
     *
     * @param client the client
     * @return the verdict of {@link #decide}, and each rule that was looked at
     */
    public Explanation explain(ClientProfile client) {
        return catalog().explain(client, clock.instant());
    }

    /**
     * What is decided from.
     *
     * @return the catalogue of this moment
     */
    public Catalog catalog() {
        return source.get().catalog();
    }

    /**
     * What is served since when, and what is wrong with a change that is not served. Never waits.
     *
     * @return the status of this moment
     */
    public CatalogStatus status() {
        return source.get().status();
    }

    /**
     * Looks for a change now instead of when the time has come, and serves it if nothing is wrong with it. Waits until
     * the file stays as it is, a tenth of a second as a rule, two seconds at most; decisions go on meanwhile.
     *
     * @return the status afterwards; {@link CatalogStatus#isCurrent} tells whether what the file holds is served
     */
    public CatalogStatus reload() {
        return source.get().reload();
    }

    /** Ends the looking for changes. What was served last is served on. Closing again does nothing. */
    @Override
    @PreDestroy
    public void close() {
        source.get().close();
    }

    // The bean is lazy. To be asked anything is enough to have it made, and a bad file then fails the deployment: after
    // the plugin, which reports a bad file together with everything else, and before a host that begins to serve.
    // Static, so that a catalogue in whose place the application has put another policy is not read at all.
    static void load(
            @Observes @Priority(Interceptor.Priority.APPLICATION) Startup startup, Instance<VersionPolicy> policies) {
        if (policies.isResolvable()) {
            policies.get().mayBlock();
        }
    }

    private static CatalogSettings settings(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfBad();
        return settings;
    }

    private static CatalogSource opened(CatalogSettings settings) {
        return settings.path().isEmpty() ? bundled() : watched(settings);
    }

    private static CatalogSource watched(CatalogSettings settings) {
        Path path = path(FILE, settings.path());
        Origin origin = settings.demandsSignature() ? signed(path, settings) : new Origin.Plain(path);
        return WatchedCatalog.start(
                new LiveCatalog(origin, InstantSource.system()), settings.reload(), WatchThreads.factory());
    }

    private static Origin signed(Path path, CatalogSettings settings) {
        try {
            VersionMemory memory = new VersionMemory(path(CatalogSettings.STATE, settings.state()));
            if (memory.isEmpty()) {
                CatalogLog.nothingRemembered(settings.state());
            }
            return new SignedOrigin(path, new TrustedKeys(settings.publicKeys()), memory);
        } catch (UntrustedException e) {
            throw new CatalogException(Place.whole(CatalogSettings.STATE), e.getMessage(), e);
        }
    }

    private static CatalogSource bundled() {
        Catalog catalog = new CatalogLoader().bundled();
        CatalogLog.loaded(catalog, Edition.UNSIGNED);
        return CatalogSource.Fixed.of(catalog);
    }

    private static Path path(String key, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new CatalogException(
                    Place.whole(key), Excerpt.quote(file) + " is no path, expected the path of a catalogue", e);
        }
    }
}
