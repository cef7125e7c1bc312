// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.api.settings.SettingSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The policy from a catalogue. The key {@value #FILE} names its file; if it is not set, the bundled catalogue holds. The
 * file is read once. Safe for use by many threads.
 *
 * @since 0.1
 */
@ApplicationScoped
public class CatalogPolicy implements VersionPolicy {

    /** The key under which the path of the file is configured. */
    public static final String FILE = "cvr0.catalog";

    private final Supplier<Catalog> catalog;

    /** For the container's proxies, which decide nothing themselves. */
    protected CatalogPolicy() {
        this.catalog = () -> {
            throw new IllegalStateException("a proxy has no catalogue of its own");
        };
    }

    /**
     * A policy from configuration. Says in the log what was loaded.
     *
     * @param settings where {@value #FILE} is looked up
     * @throws CatalogException if the file cannot be read or anything in it is wrong
     */
    @Inject
    public CatalogPolicy(SettingSource settings) {
        this(loaded(settings));
    }

    /**
     * A policy from a catalogue, for use without a container.
     *
     * @param catalog the catalogue
     */
    public CatalogPolicy(Catalog catalog) {
        this.catalog = () -> catalog;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        return catalog().decide(client);
    }

    /**
     * What is decided from, for explanations.
     *
     * @return the catalogue
     */
    public Catalog catalog() {
        return catalog.get();
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

    private static Catalog loaded(SettingSource settings) {
        Catalog catalog = settings.find(FILE)
                .map(String::strip)
                .map(CatalogPolicy::fromFile)
                .orElseGet(new CatalogLoader()::bundled);
        CatalogLog.loaded(catalog);
        return catalog;
    }

    private static Catalog fromFile(String file) {
        try {
            return new CatalogLoader().load(Path.of(file));
        } catch (InvalidPathException e) {
            throw new CatalogException(
                    Place.whole(FILE), Excerpt.quote(file) + " is no path, expected the path of a catalogue", e);
        }
    }
}
