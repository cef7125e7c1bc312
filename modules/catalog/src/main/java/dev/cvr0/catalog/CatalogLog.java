// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What is logged of catalogues. Codes CVR0-2001 to CVR0-2999. */
final class CatalogLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.catalog");

    private CatalogLog() {}

    static void loaded(Catalog catalog) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-2001: catalogue " + Excerpt.of(catalog.source()) + " is loaded, with " + catalog.ruleCount()
                        + " rules and " + catalog.releaseCount() + " known releases");
    }

    static void kept(Catalog catalog, CatalogException fault) {
        LOGGER.log(
                Level.ERROR,
                () -> "CVR0-2002: the changed catalogue is not used, that of before is still served ("
                        + Excerpt.of(catalog.source()) + "):" + System.lineSeparator() + fault.getMessage());
    }

    static void restored(Catalog catalog) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-2003: catalogue " + Excerpt.of(catalog.source())
                        + " is again what it was when it was loaded; it is served as before");
    }
}
