// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.source.Snapshot;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;

/** Log messages about catalogs. */
final class CatalogLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.catalog");

    private static final int MAX_MESSAGE_LENGTH = 1000;

    private CatalogLog() {}

    static void loaded(Catalog catalog, SignedRevision revision) {
        String signed =
                revision.isSigned() ? "; signed as version " + revision.version() + " until " + revision.expires() : "";
        LOGGER.log(
                Level.INFO,
                "CVR0-2001: loaded catalog " + name(catalog) + " with " + catalog.ruleCount() + " rules and "
                        + catalog.releaseCount() + " releases" + signed);
    }

    static void changeRejected(Catalog catalog, CatalogException failure) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2002: rejected the changed catalog " + name(catalog)
                        + "; the last good one is still served. Correct these errors:" + System.lineSeparator()
                        + failure.getMessage());
    }

    static void restored(Catalog catalog) {
        LOGGER.log(Level.INFO, "CVR0-2003: catalog " + name(catalog) + " matches the served catalog again");
    }

    static void expired(Catalog catalog, SignedRevision revision) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2004: version " + revision.version() + " of catalog " + name(catalog) + " expired at "
                        + revision.expires() + "; it is still served. Sign and publish a new version");
    }

    static void noStoredVersion(String state) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2005: the state file " + LogSafeText.escape(state)
                        + " does not exist; any signed version of the catalog is accepted once. This is normal at the"
                        + " first start only");
    }

    static void unavailable(CatalogException failure) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2008: the catalog source is unavailable; the last good catalog is still served: "
                        + LogSafeText.escape(String.valueOf(failure.getMessage()), MAX_MESSAGE_LENGTH));
    }

    static void available(String source) {
        LOGGER.log(Level.INFO, "CVR0-2009: catalog source " + LogSafeText.escape(source) + " is available again");
    }

    static void stale(String source, Duration grace) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2010: catalog source " + LogSafeText.escape(source) + " has been unavailable for " + grace
                        + "; the last good catalog is stale and still served");
    }

    static void scheduled(Catalog catalog, Snapshot content) {
        LOGGER.log(
                Level.INFO,
                "CVR0-2011: loaded version " + content.revision().version() + " of catalog " + name(catalog)
                        + ", which is served from " + content.activeFrom());
    }

    static void copyFailed(Path copy, IOException failure) {
        LOGGER.log(
                Level.WARNING,
                "CVR0-2012: cannot write the copy of the catalog to "
                        + LogSafeText.escape(copy.toString(), MAX_MESSAGE_LENGTH)
                        + ": " + LogSafeText.escape(AtomicFile.ioErrorMessage(failure))
                        + "; this version cannot be served after a restart while its source is unavailable. Check the"
                        + " permissions and free space of the folder");
    }

    static void emergency(Catalog catalog, Emergency emergency) {
        long unknown = emergency.rules().stream()
                .filter(name -> !catalog.hasRule(name))
                .count();
        String rules = emergency.rules().isEmpty()
                ? "rules: all"
                : "rules: " + emergency.rules().size() + ", not in the catalog: " + unknown;
        LOGGER.log(
                Level.WARNING,
                "CVR0-2013: " + emergency + " is in force: clients keep their versions (" + rules
                        + ") until a higher version of catalog " + name(catalog) + " is served");
    }

    static void emergencyLifted(Catalog catalog, Emergency emergency) {
        LOGGER.log(
                Level.INFO,
                "CVR0-2014: " + emergency + " is lifted, because a higher version of catalog " + name(catalog)
                        + " is served");
    }

    static void emergencyRejected(String source, String problem) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2015: the emergency document of " + LogSafeText.escape(source)
                        + " has no effect; the catalog is still served: " + LogSafeText.escape(problem));
    }

    static void pollFailed(String source, Throwable failure) {
        LOGGER.log(
                Level.ERROR,
                "CVR0-2006: polling catalog " + LogSafeText.escape(source)
                        + " failed; the last good catalog is still served, and polling continues",
                failure);
    }

    static void notice(ValidationError notice) {
        LOGGER.log(
                Level.INFO, "CVR0-2007: " + LogSafeText.escape(notice.location().toString()) + ": " + notice.message());
    }

    private static String name(Catalog catalog) {
        return LogSafeText.escape(catalog.source());
    }
}
