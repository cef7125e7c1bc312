// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Opens the sources and stores of one kind of location. A module registers its provider in
 * {@code META-INF/services}.
 *
 * @since 0.1
 */
public interface SourceProvider {

    /**
     * Tells whether this provider supports a location.
     *
     * @param location the value of {@code cvr0.catalog}, or of {@code --to}
     * @return true if it does
     */
    boolean supports(String location);

    /**
     * Opens a source for a server. Does not connect.
     *
     * @param location a supported location
     * @param node the name of the server, see {@code cvr0.node}
     * @param settings the settings
     * @return the source; the caller closes it
     * @throws dev.cvr0.settings.InvalidSettingsException if a setting is invalid
     */
    CatalogSource source(String location, String node, SettingSource settings);

    /**
     * Opens a store for the commands of an operator.
     *
     * @param location a supported location
     * @param settings the settings
     * @return the store; the caller closes it
     * @throws PublicationException if the location can only be read
     * @throws SourceUnavailableException if it cannot be reached
     */
    PublicationStore store(String location, SettingSource settings);

    /**
     * Returns the declarations of the settings that this provider reads.
     *
     * @return the table; empty by default
     */
    default SettingsTable settings() {
        return SettingsTable.of();
    }

    /**
     * Finds the provider of a location among the modules of the application.
     *
     * @param location the location
     * @return the provider
     * @throws CatalogException if no module supports the location
     */
    static SourceProvider of(String location) {
        return all().filter(provider -> provider.supports(location))
                .findFirst()
                .orElseThrow(() -> new CatalogException(
                        SourceLocation.whole(location.replaceFirst(":.*", "")),
                        "no module supports this kind of location; add cvr0-catalog-jdbc for jdbc: and java:, or use a"
                                + " path, folder: or https:"));
    }

    /**
     * Returns the settings of all providers among the modules of the application.
     *
     * @return the table
     */
    static SettingsTable allSettings() {
        return SettingsTable.join(all().map(SourceProvider::settings).toList());
    }

    /**
     * Removes the parts of a location that can contain secrets: the account and the parameters.
     *
     * <pre>{@code
     * SourceProvider.withoutSecrets("jdbc:postgresql://db/cvr0?password=x"); // jdbc:postgresql://db/cvr0
     * }</pre>
     *
     * @param location the location
     * @return the location, for messages
     */
    static String withoutSecrets(String location) {
        return location.replaceFirst("[?;].*", "").replaceFirst("//.*@", "//");
    }

    private static Stream<SourceProvider> all() {
        return ServiceLoader.load(SourceProvider.class, SourceProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }
}
