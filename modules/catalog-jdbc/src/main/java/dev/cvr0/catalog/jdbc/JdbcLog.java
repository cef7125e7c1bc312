// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Log messages about catalogs in a database. */
final class JdbcLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.catalog.jdbc");

    private JdbcLog() {}

    static void clockDiffers(String source, Duration offset) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-7001: the clock of " + source + " minus the clock of this server is " + offset.toMillis()
                        + " ms; synchronize both with NTP, because rules with times depend on the clock of the server");
    }

    static void countsLost(CatalogException cause) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-7003: the client counts since the last minute could not be written: "
                        + LogSafeText.escape(String.valueOf(cause.getMessage())));
    }

    static void sameName(String source, String node) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-7002: another running server reports to " + source + " as node " + node
                        + "; set a different cvr0.node on each server");
    }
}
