// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What is logged of catalogues. Codes CVR0-2001 to CVR0-2999. */
final class CatalogLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.catalog");

    private CatalogLog() {}

    static void loaded(Catalog catalog, Edition edition) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-2001: catalogue " + Excerpt.of(catalog.source()) + " is loaded, with " + catalog.ruleCount()
                        + " rules and " + catalog.releaseCount() + " known releases"
                        + (edition.isSigned()
                                ? "; signed as version " + edition.version() + " until " + edition.expires()
                                : ""));
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

    static void expired(Catalog catalog, Edition edition) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-2004: version " + edition.version() + " of catalogue " + Excerpt.of(catalog.source())
                        + " has expired at " + edition.expires()
                        + "; it is still served, publish one with a later expiry");
    }

    static void nothingRemembered(String state) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-2005: no version of the catalogue is remembered in " + Excerpt.of(state)
                        + "; whichever is signed is taken this once. At a first start this is as it should be");
    }
}
