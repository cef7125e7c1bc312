// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.ServiceLoader;

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
        return ServiceLoader.load(SourceProvider.class, SourceProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.supports(location))
                .findFirst()
                .orElseThrow(() -> new CatalogException(
                        SourceLocation.whole(location.replaceFirst(":.*", "")),
                        "no module supports this kind of location; add cvr0-catalog-jdbc for jdbc: and java:, or use a"
                                + " path or https:"));
    }
}
