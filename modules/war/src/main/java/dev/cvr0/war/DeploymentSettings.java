// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.management.Management;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the host of a deployment.
 *
 * @param host the settings of the host
 * @param dialects {@code cvr0.dialects}: the dialects of the host besides CVR0, in order of preference; empty by default.
 *     Copied
 * @param http {@code cvr0.http.enabled}: whether the HTTP API is available; false by default
 * @param folder the folder of the management operations; empty if they are off
 * @param store the location of the publications, if it is not that of the catalog
 */
record DeploymentSettings(
        HostSettings host, List<Dialect> dialects, boolean http, Optional<Path> folder, Optional<String> store) {

    private static final Setting<Boolean> HTTP = Setting.flag(
            "cvr0.http.enabled",
            false,
            Band.FREQUENT,
            "Answer POST /v1/decide below the context path. Everyone who can reach the server can use it, so restrict the path"
                    + " to your emulators.");

    private static final Setting<Boolean> MANAGEMENT = Setting.flag(
            "cvr0.http.management",
            false,
            Band.FREQUENT,
            "Offer the management operations and the web console too, to users that the server authenticates and that have a role"
                    + " cvr0-viewer, cvr0-editor, cvr0-publisher or cvr0-emergency. Requires cvr0.http.enabled.");

    /** The settings of the host. The plugin and the catalog declare their settings in their own beans. */
    static final SettingsTable TABLE = SettingsTable.join(List.of(
            HostSettings.TABLE,
            SettingsTable.of(HandlerRegistry.DIALECTS, HTTP, MANAGEMENT, Management.FOLDER, Management.STORE)));

    DeploymentSettings {
        dialects = List.copyOf(dialects);
    }

    /**
     * Reads the settings.
     *
     * @throws dev.cvr0.settings.InvalidSettingsException with all invalid values of the host, the plugin and the catalog
     */
    static DeploymentSettings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        // The beans of the plugin and the catalog read these again; this adds their problems to the same report.
        PluginSettings.read(reader);
        CatalogSettings.read(reader);
        boolean http = reader.read(HTTP);
        boolean management = reader.read(MANAGEMENT);
        Optional<Path> folder = reader.read(Management.FOLDER);
        if (management && !http) {
            reader.add(MANAGEMENT + ": has no effect without " + HTTP + "; set both to true");
        }
        if (management && folder.isEmpty()) {
            reader.add(Management.FOLDER + ": is required with " + MANAGEMENT
                    + "; set a folder in which the server can write");
        }
        DeploymentSettings settings = new DeploymentSettings(
                HostSettings.read(reader),
                reader.read(HandlerRegistry.DIALECTS),
                http,
                folder.filter(path -> management),
                reader.read(Management.STORE));
        reader.throwIfInvalid();
        return settings;
    }
}
