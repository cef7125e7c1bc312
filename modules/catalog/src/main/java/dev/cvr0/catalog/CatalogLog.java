// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.SignedRevision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Log messages about catalogs. */
final class CatalogLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.catalog");

    private CatalogLog() {}

    static void loaded(Catalog catalog, SignedRevision revision) {
        String signed =
                revision.isSigned() ? "; signed as version " + revision.version() + " until " + revision.expires() : "";
        LOGGER.log(
                Level.INFO,
                "CVR0-2001: catalogue " + LogSafeText.escape(catalog.source()) + " is loaded, with "
                        + catalog.ruleCount() + " rules and " + catalog.releaseCount() + " known releases" + signed);
    }

    static void kept(Catalog catalog, CatalogException fault) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2002: the changed catalogue is not used, that of before is still served ("
                        + LogSafeText.escape(catalog.source()) + "):" + System.lineSeparator() + fault.getMessage());
    }

    static void restored(Catalog catalog) {
        LOGGER.log(
                Level.INFO,
                "CVR0-2003: catalogue " + LogSafeText.escape(catalog.source())
                        + " is again what it was when it was loaded; it is served as before");
    }

    static void expired(Catalog catalog, SignedRevision revision) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2004: version " + revision.version() + " of catalogue " + LogSafeText.escape(catalog.source())
                        + " has expired at " + revision.expires()
                        + "; it is still served, publish one with a later expiry");
    }

    static void nothingRemembered(String state) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2005: no version of the catalogue is remembered in " + LogSafeText.escape(state)
                        + "; whichever is signed is taken this once. At a first start this is as it should be");
    }

    static void pollFailed(String source, Throwable failure) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2006: a poll of catalogue " + LogSafeText.escape(source)
                        + " failed; the catalog of before is still served, and polls continue",
                failure);
    }
}
