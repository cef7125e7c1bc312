// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.settings.SettingsTable;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds the provider of a location.
 *
 * @since 0.1
 */
public final class SourceProviders {

    private SourceProviders() {}

    /**
     * Finds the provider of a location among the modules of the application.
     *
     * @param location the location
     * @return the provider
     * @throws CatalogException if no module supports the location
     */
    public static SourceProvider of(String location) {
        return all().filter(provider -> provider.supports(location))
                .findFirst()
                .orElseThrow(() -> new CatalogException(
                        SourceLocation.whole(location.replaceFirst(":.*", "")),
                        "no module supports this kind of location; add cvr0-catalog-jdbc for jdbc: and java:, or use a"
                                + " path or https:"));
    }

    /**
     * Returns the settings of all providers among the modules of the application.
     *
     * @return the table
     */
    public static SettingsTable settings() {
        return SettingsTable.join(all().map(SourceProvider::settings).toList());
    }

    private static Stream<SourceProvider> all() {
        return ServiceLoader.load(SourceProvider.class, SourceProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }
}
