// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.settings;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.jdbc.JdbcSettings;
import dev.cvr0.front.RelaySettings;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.server.http.HttpSettings;
import dev.cvr0.server.logging.LogFormat;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the server, its host and its plugin. Immutable.
 *
 * @param host the settings of the host
 * @param plugin the settings of VER and CVQ
 * @param dialects {@code cvr0.dialects}: the dialects of the host besides CVR0, in order of preference; empty by default.
 *     Copied
 * @param relay the settings of a relay; empty if the server is not one
 * @param http the settings of the HTTP API; empty by default
 * @param logFormat {@code cvr0.log.format}: the format of the log
 */
public record ServerSettings(
        HostSettings host,
        PluginSettings plugin,
        List<Dialect> dialects,
        Optional<RelaySettings> relay,
        Optional<HttpSettings> http,
        LogFormat logFormat) {

    /** The settings of the host and of the server. The plugin and the catalog declare their settings in their own beans. */
    public static final SettingsTable OWN_TABLE = SettingsTable.join(List.of(
            HostSettings.TABLE,
            SettingsTable.of(HandlerRegistry.DIALECTS, LogFormat.SETTING),
            RelaySettings.TABLE,
            HttpSettings.TABLE));

    /** All settings of the server and of its modules. */
    public static final SettingsTable TABLE =
            SettingsTable.join(List.of(OWN_TABLE, CatalogSettings.TABLE, JdbcSettings.TABLE, PluginSettings.TABLE));

    /** Copies the dialects. */
    public ServerSettings {
        dialects = List.copyOf(dialects);
    }

    /**
     * Reads all settings.
     *
     * @param source the source
     * @return the settings
     * @throws dev.cvr0.settings.InvalidSettingsException with all invalid values, unknown keys and unknown environment
     *     variables
     */
    public static ServerSettings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        // The bean of the catalog reads these again; this adds their problems to the same report.
        CatalogSettings.read(reader);
        HostSettings host = HostSettings.read(reader);
        ServerSettings settings = new ServerSettings(
                host,
                PluginSettings.read(reader),
                reader.read(HandlerRegistry.DIALECTS),
                RelaySettings.read(reader, host.listen()),
                HttpSettings.read(reader),
                reader.read(LogFormat.SETTING));
        if (settings.relay().isPresent() && !settings.dialects().isEmpty()) {
            reader.add(HandlerRegistry.DIALECTS + ": cannot be combined with " + RelaySettings.UPSTREAM
                    + ", because the emulator selects the dialect; remove it");
        }
        TABLE.unknownKeys(source.keys()).forEach(reader::add);
        reader.throwIfInvalid();
        return settings;
    }
}
