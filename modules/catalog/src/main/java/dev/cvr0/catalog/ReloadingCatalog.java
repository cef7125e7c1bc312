// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.source.CatalogSource;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.UnsettledException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The catalog of a file or folder that may change. A thread polls the source; a changed catalog is served once it was
 * found the same twice, parsed and checked. An invalid one leaves the last good one in place. Safe for use by many
 * threads.
 *
 * <p>A poll compares the attributes of the files first. It reads them only if the attributes changed, or changed so
 * recently that another change could have the same attributes.
 *
 * @since 0.1
 */
public final class ReloadingCatalog implements AutoCloseable {

    /** The coarsest time that a file system keeps (FAT). Two changes within it can have the same attributes. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);

    private static final long PAUSE_MILLIS = 100;
    private static final int MAX_LOOKS = 20;

    private final CatalogSource source;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    // Replaced as a whole, so that each decision sees one catalog.
    private volatile Served served;

    // The state of the polls, guarded by this.
    private Object stamp;
    private Instant stampSince;
    private boolean unchangedSinceStamp;
    private String lastId;
    private String rejectedId = "";
    private SignedRevision reportedExpired = SignedRevision.UNSIGNED;

    private record Served(String id, Catalog catalog, CatalogStatus status) {

        Served with(List<ValidationError> problems) {
            return new Served(id, catalog, status.with(problems));
        }
    }

    /** The result of reading the source once. Equal content and equal failures have the same id. */
    private record Look(String id, Optional<Snapshot> content, Optional<CatalogException> failure) {

        boolean isSettled() {
            return failure.filter(UnsettledException.class::isInstance).isEmpty();
        }
    }

    /** Loads the catalog for the first time, without a thread. */
    ReloadingCatalog(CatalogSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.stampSince = clock.instant();
        this.stamp = stamp();
        Look first = look();
        for (int looks = 1; !first.isSettled() && looks < MAX_LOOKS && pause(); looks++) {
            first = look();
        }
        this.lastId = first.id();
        serve(first);
    }

    /**
     * Loads a catalog. If it is a file or folder, a thread polls it until {@link #close}.
     *
     * @param settings the location, the signature, and the interval of the polls
     * @return the catalog
     * @throws CatalogException if the catalog cannot be read, is invalid, or is not signed as required
     */
    public static ReloadingCatalog open(CatalogSettings settings) {
        if (settings.path().isEmpty()) {
            return new ReloadingCatalog(new BundledSource(), InstantSource.system());
        }
        ReloadingCatalog catalog = new ReloadingCatalog(source(settings), InstantSource.system());
        catalog.start(settings.reload(), ManagedThreads.named("cvr0-catalog-"));
        return catalog;
    }

    /**
     * Returns the catalog that is served now. Never waits.
     *
     * @return the last good catalog
     */
    public Catalog catalog() {
        return served.catalog();
    }

    /**
     * Returns the status. Never waits.
     *
     * @return the catalog that is served, and the errors of a change that is not served
     */
    public CatalogStatus status() {
        return served.status().at(clock.instant());
    }

    /**
     * Reads the source now, and serves a valid change. Waits until the content is settled: usually a tenth of a
     * second, at most two seconds. Decisions continue meanwhile.
     *
     * @return the status afterwards; {@link CatalogStatus#isCurrent} tells whether the content of the source is served
     */
    public synchronized CatalogStatus reload() {
        rejectedId = "";
        unchangedSinceStamp = false;
        take(settledLook());
        reportIfExpired();
        return status();
    }

    /** Ends the polls. The last good catalog stays available. Closing again has no effect. */
    // No interrupt: it could close the file during a read. The thread ends after at most one poll.
    @Override
    public void close() {
        closed.countDown();
    }

    void start(Duration interval, ThreadFactory threads) {
        threads.newThread(() -> pollUntilClosed(interval)).start();
    }

    /** Looks for a change once. A change is taken when two looks in a row agree, so that it is complete. */
    synchronized void poll() {
        Object newStamp = stamp();
        Instant now = clock.instant();
        if (!newStamp.equals(stamp)) {
            stamp = newStamp;
            stampSince = now;
            unchangedSinceStamp = false;
        }
        if (!unchangedSinceStamp) {
            Look look = look();
            boolean agreed = look.id().equals(lastId);
            lastId = look.id();
            if (agreed) {
                take(look);
            }
            // Measured by this clock alone: that of a file server may differ.
            boolean isOld = Duration.between(stampSince, now).abs().compareTo(GRANULARITY) >= 0;
            unchangedSinceStamp = agreed && isOld && look.content().isPresent();
        }
        reportIfExpired();
    }

    private void pollUntilClosed(Duration interval) {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                pollSafely();
            }
        } catch (InterruptedException e) {
            // a server interrupts its managed threads when it stops the application
            Thread.currentThread().interrupt();
        }
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            CatalogLog.pollFailed(source.name(), e);
        }
    }

    private Object stamp() {
        try {
            return source.stamp();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return e.toString();
        }
    }

    private Look look() {
        try {
            Snapshot content = source.read();
            return new Look(content.id(), Optional.of(content), Optional.empty());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return failed(failure(e));
        }
    }

    private static Look failed(CatalogException failure) {
        return new Look("unreadable: " + failure.getMessage(), Optional.empty(), Optional.of(failure));
    }

    private CatalogException failure(Throwable cause) {
        return cause instanceof CatalogException expected
                ? expected
                : new CatalogException(SourceLocation.whole(source.name()), "the reader failed: " + cause, cause);
    }

    /** Looks until two looks in a row agree. */
    private Look settledLook() {
        Look last = look();
        for (int looks = 1; looks < MAX_LOOKS && pause(); looks++) {
            Look next = look();
            if (next.id().equals(last.id()) && next.isSettled()) {
                return next;
            }
            last = next;
        }
        return last.isSettled()
                ? failed(new CatalogException(
                        SourceLocation.whole(source.name()),
                        "the file is being written, expected one that stays as it is"))
                : last;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void take(Look look) {
        if (look.id().equals(served.id())) {
            rejectedId = "";
            if (!served.status().isCurrent()) {
                served = served.with(List.of());
                CatalogLog.restored(served.catalog());
            }
        } else if (!look.id().equals(rejectedId)) {
            replace(look);
        }
    }

    private void replace(Look look) {
        try {
            serve(look);
            rejectedId = "";
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            CatalogException failure = failure(e);
            rejectedId = look.id();
            served = served.with(failure.problems());
            CatalogLog.kept(served.catalog(), failure);
        }
    }

    private void serve(Look look) {
        Snapshot content = look.content().orElseThrow(() -> look.failure().orElseThrow());
        Catalog catalog = Catalog.of(content);
        Instant now = clock.instant();
        source.accept(content, now);
        CatalogStatus status =
                new CatalogStatus(catalog.source(), content.contentId(), content.revision(), now, List.of());
        served = new Served(look.id(), catalog, status);
        CatalogLog.loaded(catalog, content.revision());
        reportIfExpired();
    }

    private void reportIfExpired() {
        SignedRevision revision = served.status().revision();
        if (revision.isExpired(clock.instant()) && !revision.equals(reportedExpired)) {
            reportedExpired = revision;
            CatalogLog.expired(served.catalog(), revision);
        }
    }

    private static CatalogSource source(CatalogSettings settings) {
        Path path = Path.of(settings.path());
        return settings.requiresSignature() ? signed(path, settings) : new FileSource(path);
    }

    private static CatalogSource signed(Path path, CatalogSettings settings) {
        try {
            RollbackGuard guard = new RollbackGuard(Path.of(settings.state()));
            if (guard.isEmpty()) {
                CatalogLog.nothingRemembered(settings.state());
            }
            return new SignedFileSource(path, new TrustedKeys(settings.publicKeys()), guard);
        } catch (UntrustedException e) {
            throw new CatalogException(
                    SourceLocation.whole(CatalogSettings.STATE.key()), String.valueOf(e.getMessage()), e);
        }
    }

    /** The catalog in the module, which never changes. */
    private record BundledSource() implements CatalogSource {

        @Override
        public String name() {
            return CatalogLoader.BUNDLED;
        }

        @Override
        public Snapshot read() {
            return CatalogLoader.bundledSnapshot();
        }
    }
}
