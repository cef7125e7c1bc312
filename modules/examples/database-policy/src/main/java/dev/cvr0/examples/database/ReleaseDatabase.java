// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.database;

import dev.cvr0.settings.SettingSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;

/**
 * Opens the database for the first client that needs it, and tries again for the next client if that fails. The setting
 * {@code releases.url} is its JDBC URL. In a Jakarta EE server, a field with {@code @PersistenceUnit} and a data source of
 * the server can replace this class.
 */
@ApplicationScoped
public class ReleaseDatabase {

    static final String URL = "releases.url";

    @Produces
    @ApplicationScoped
    EntityManagerFactory open(SettingSource settings) {
        String url = settings.value(URL)
                .orElseThrow(() -> new IllegalStateException(URL + " is not set, expected a JDBC URL"));
        return Persistence.createEntityManagerFactory("releases", Map.of("jakarta.persistence.jdbc.url", url));
    }

    void close(@Disposes EntityManagerFactory database) {
        database.close();
    }
}
