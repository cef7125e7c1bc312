// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts of a server that the management operations need.
 *
 * @param policy the policy of the served catalog
 * @param settings the settings of the catalog, with the trusted keys
 * @param store opens the store of the publications; the caller closes it. Empty if there is none
 * @param folder the folder of the drafts and the audit log
 * @param statistics the statistics of the decisions of this server
 * @since 0.1
 */
public record Management(
        CatalogPolicy policy,
        CatalogSettings settings,
        Optional<Supplier<PublicationStore>> store,
        Path folder,
        DecisionStatistics statistics) {

    /** The setting of {@link #folder}. */
    public static final Setting<Optional<Path>> FOLDER = Setting.optional(
            "cvr0.http.folder",
            "a path",
            Management::tryParsePath,
            Band.FREQUENT,
            "The folder of the drafts and of the audit log, in which the server can write. Required for the management"
                    + " operations.");

    /** The setting of the location of {@link #store}. */
    public static final Setting<Optional<String>> STORE = Setting.optional(
            "cvr0.http.store",
            "the folder of a web server, or a database (jdbc:...)",
            Optional::of,
            Band.FREQUENT,
            "The store of the publications, for the history and for publishing over HTTP. Default: cvr0.catalog, if it is a"
                    + " store.");

    /** Checks that no component is null. */
    public Management {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(statistics, "statistics");
    }

    /**
     * Finds the parts of a server. Creates the folder if it does not exist.
     *
     * @param policy the policy of the server
     * @param source the settings of the server
     * @param folder the folder of the drafts and the audit log
     * @param store the location of the store; empty for the one of the catalog
     * @param statistics the statistics of the decisions of the server
     * @return the parts
     * @throws InvalidSettingsException if the policy is not the one of the catalog, the folder cannot be created, or no module
     *     supports the store
     */
    public static Management of(
            VersionPolicy policy,
            SettingSource source,
            Path folder,
            Optional<String> store,
            DecisionStatistics statistics) {
        if (!(policy instanceof CatalogPolicy catalogPolicy)) {
            throw invalid(
                    FOLDER,
                    "the management operations need the policy of the catalog, but another policy is in use;"
                            + " remove that policy, or turn the operations off");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw invalid(
                    FOLDER,
                    folder + " cannot be created: " + AtomicFile.ioErrorMessage(e)
                            + "; use a folder in which the server can write");
        }
        CatalogSettings settings = CatalogSettings.read(new SettingsReader(source));
        return new Management(catalogPolicy, settings, opener(source, store, settings), folder, statistics);
    }

    // Of the locations of catalogs, a path is not a store, and a web server can only be read.
    private static Optional<Supplier<PublicationStore>> opener(
            SettingSource source, Optional<String> store, CatalogSettings settings) {
        String location = store.orElse(settings.location());
        if (store.isEmpty() && (!settings.isShared() || location.matches("https?:.*"))) {
            return Optional.empty();
        }
        try {
            SourceProvider provider = SourceProvider.of(location);
            return Optional.of(() -> provider.store(location, source));
        } catch (CatalogException e) {
            throw invalid(STORE, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidSettingsException invalid(Setting<?> setting, String problem) {
        return new InvalidSettingsException(List.of(setting + ": " + problem));
    }

    private static Optional<Path> tryParsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
