// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;

/**
 * The settings of a catalog in a database.
 *
 * @since 0.1
 */
public final class JdbcSettings {

    /** The setting of the user. */
    public static final Setting<String> USER = Setting.text(
            "cvr0.jdbc.user",
            "",
            "a name",
            Band.FREQUENT,
            "The user of the database of cvr0.catalog. If not set, the URL or the data source decides.");

    /** The setting of the password. */
    public static final Setting<String> PASSWORD = Setting.text(
            "cvr0.jdbc.password",
            "",
            "a password",
            Band.FREQUENT,
            "The password of cvr0.jdbc.user. Set it with the environment variable CVR0_JDBC_PASSWORD, because other users of"
                    + " the machine can read a command line.");

    /** All settings of this module. */
    public static final SettingsTable TABLE = SettingsTable.of(USER, PASSWORD);

    private JdbcSettings() {}

    static Credentials credentials(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        return new Credentials(reader.read(USER), reader.read(PASSWORD));
    }

    /** The user and the password; each is empty if it is not set. */
    record Credentials(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }
}
