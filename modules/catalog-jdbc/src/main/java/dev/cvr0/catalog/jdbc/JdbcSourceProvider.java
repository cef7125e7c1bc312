// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Opens catalogs in a database: {@code java:...} for a data source of the server, {@code jdbc:...} for a URL.
 *
 * <pre>{@code
 * try (PublicationStore store = new JdbcSourceProvider().store("jdbc:postgresql://db/cvr0", SettingSource.platform())) {
 *     store.history(10).forEach(System.out::println);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class JdbcSourceProvider implements SourceProvider {

    private static final Pattern LOCATION = Pattern.compile("(jdbc|java):.+");

    /** Creates the provider; for {@link java.util.ServiceLoader}. */
    public JdbcSourceProvider() {}

    @Override
    public boolean supports(String location) {
        return LOCATION.matcher(location).matches();
    }

    @Override
    public CatalogSource source(String location, String node, SettingSource settings) {
        Database database = Database.ofServer(location, JdbcSettings.credentials(settings));
        Duration interval = new SettingsReader(settings).read(CatalogSettings.RELOAD);
        return new JdbcSource(database, node, interval, InstantSource.system());
    }

    @Override
    public PublicationStore store(String location, SettingSource settings) {
        return JdbcStore.open(Database.ofOperator(location, JdbcSettings.credentials(settings)));
    }

    @Override
    public SettingsTable settings() {
        return JdbcSettings.TABLE;
    }
}
