// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.SourceReader.ReadResult;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.SnapshotSource;
import dev.cvr0.catalog.source.TimeLimitedSource;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A catalog that is reloaded when its file or folder changes. A thread polls the source. Changed content is parsed and
 * validated after two reads with the same result, then served. If it is invalid, the last good catalog is still served.
 * Thread-safe.
 *
 * <p>A poll compares the attributes of the files first. It reads the files only if the attributes changed, or changed so
 * recently that another change could have the same attributes.
 *
 * @since 0.1
 */
public final class ReloadingCatalog implements AutoCloseable {

    /** The time after which a read is abandoned. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    /** The time that {@link #close} waits for the last report of a shared source. */
    private static final long CLOSE_MILLIS = 3000;

    private final SnapshotSource source;
    private final Duration grace;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch pollsEnded = new CountDownLatch(0);

    // Replaced atomically, so that each decision uses one catalog.
    private volatile Served served;

    // Written only by the constructor and while this is locked.
    private volatile CatalogLoads loads = CatalogLoads.NONE;

    // Guarded by this.
    private boolean refusesUnreadableVersions;

    // The state of the polls, guarded by this.
    private final SourceReader reader;
    private String rejectedId = "";
    private Instant lastPoll = Instant.MIN;
    private SignedRevision reportedExpired = SignedRevision.UNSIGNED;
    private Optional<Instant> unavailableSince = Optional.empty();
    private Optional<Loaded> scheduled = Optional.empty();
    private Optional<Emergency> emergency = Optional.empty();
    private Optional<String> reportedProblem = Optional.empty();

    private record Served(String id, Catalog catalog, CatalogStatus status) {

        Served with(Optional<Emergency> inForce) {
            return inForce.equals(status.emergency())
                    ? this
                    : new Served(id, catalog.with(inForce), status.with(inForce));
        }

        Served with(State state, List<ValidationError> errors) {
            return new Served(id, catalog, status.with(state, errors));
        }
    }

    /** A valid catalog that is not served yet. */
    private record Loaded(String id, Snapshot content, Catalog catalog) {}

    /** Loads the catalog without starting a thread. */
    ReloadingCatalog(SnapshotSource source, InstantSource clock) {
        this(source, Duration.ZERO, clock);
    }

    /** Loads the catalog of a source that is stale after a grace period, without starting a thread. */
    ReloadingCatalog(SnapshotSource source, Duration grace, InstantSource clock) {
        this(source, source, grace, clock);
    }

    /**
     * Loads the catalog from one source, and reloads it from another one with the same content. While Open Liberty starts an
     * application, its managed threads wait for the thread that starts it, so that a source must not need them yet.
     */
    private ReloadingCatalog(SnapshotSource first, SnapshotSource source, Duration grace, InstantSource clock) {
        this.source = source;
        this.grace = grace;
        this.clock = clock;
        this.reader = new SourceReader(source);
        ReadResult result = reader.first(first, clock.instant());
        Optional<SourceUnavailableException> outage = result.unavailable();
        Snapshot content = outage.map(unavailable -> first.copy(unavailable, clock.instant()))
                .orElseGet(result::contentOrThrow);
        serve(first, new Loaded(content.id(), content, Catalog.of(content)));
        outage.ifPresent(this::unavailable);
    }

    /**
     * Loads a catalog. A thread polls its source until {@link #close}; the bundled catalog is not polled.
     *
     * @param settings the settings
     * @param source the source of the settings, for those of a database
     * @return the catalog
     * @throws CatalogException if the catalog cannot be read, is invalid, or is not signed as required
     */
    public static ReloadingCatalog open(CatalogSettings settings, SettingSource source) {
        SnapshotSource content = CatalogSources.of(settings, source);
        if (settings.location().isEmpty()) {
            return new ReloadingCatalog(content, InstantSource.system());
        }
        ThreadFactory threads = ManagedThreads.named("cvr0-catalog-");
        try {
            ReloadingCatalog catalog = new ReloadingCatalog(
                    content,
                    new TimeLimitedSource(content, threads, READ_LIMIT),
                    settings.grace(),
                    InstantSource.system());
            catalog.start(settings.reload(), firstMillis(settings), threads);
            return catalog;
        } catch (RuntimeException | Error e) {
            content.close();
            throw e;
        }
    }

    /**
     * Returns the catalog that is served now. Does not block.
     *
     * @return the last good catalog
     */
    public Catalog catalog() {
        return served.catalog();
    }

    /**
     * Returns the status. Does not block.
     *
     * @return the status of the served catalog, with the errors of rejected content
     */
    public CatalogStatus status() {
        CatalogStatus status = served.status().at(clock.instant());
        return source.emergencies().problem().map(status::withError).orElse(status);
    }

    /**
     * Returns the number of attempts to load the catalog. Does not block.
     *
     * @return the counts since the start, by result
     */
    public CatalogLoads loads() {
        return loads;
    }

    /** Returns the served catalog, and the rule that determines its verdict if the verdict has the given reason. */
    RuleMatch match(ClientProfile client, String reason, Instant at) {
        Served current = served;
        return new RuleMatch(
                current.status().at(clock.instant()), current.catalog().rule(client, reason, at));
    }

    /**
     * Reads the source immediately, and serves a valid change. Blocks until the content is stable: usually 100
     * milliseconds, at most two seconds. A read that blocks is abandoned after ten seconds. Decisions continue meanwhile.
     *
     * @return the new status; {@link CatalogStatus#isCurrent} tells whether the content of the source is served
     */
    public synchronized CatalogStatus reload() {
        rejectedId = "";
        serveScheduled();
        ReadResult result = reader.readStable();
        served = inEmergency(served);
        result.unavailable().ifPresentOrElse(this::unavailable, () -> {
            available();
            apply(result);
        });
        reportIfExpired();
        return status();
    }

    /** Stops polling. The last good catalog is still available. Closing again has no effect. */
    // The thread is not interrupted, which could close a file during a read. It ends after at most one poll.
    @Override
    public void close() {
        boolean isFirst = closed.getCount() > 0;
        closed.countDown();
        try {
            boolean unused = isFirst && pollsEnded.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts a decision, for the statistics of the source. Does not block. */
    void decided(ClientProfile client) {
        source.decided(
                client, () -> served.catalog().listsLibrary(client.program().library()));
    }

    void start(Duration interval, ThreadFactory threads) {
        start(interval, interval.toMillis(), threads);
    }

    private void start(Duration interval, long firstMillis, ThreadFactory threads) {
        pollsEnded = new CountDownLatch(1);
        threads.newThread(() -> pollUntilClosed(interval, firstMillis)).start();
    }

    /** Returns the time until the first poll. The polls of many servers are spread over the interval. */
    private static long firstMillis(CatalogSettings settings) {
        long interval = settings.reload().toMillis();
        return settings.isShared() ? Math.floorMod(settings.node().hashCode(), interval) : interval;
    }

    /**
     * Polls once. A signed change is applied at once, another one after two consecutive reads with the same result, so that
     * it is complete.
     */
    synchronized void poll() {
        Instant now = clock.instant();
        if (now.isBefore(lastPoll)) {
            // The clock was wrong, and content may have been rejected as expired.
            rejectedId = "";
            reader.readAtNextPoll();
        }
        lastPoll = now;
        serveScheduled();
        try {
            read().ifPresent(this::apply);
            source.report(nodeStatus());
            available();
        } catch (SourceUnavailableException e) {
            unavailable(e);
        }
        reportIfExpired();
    }

    private Optional<ReadResult> read() {
        try {
            return reader.poll(clock.instant());
        } finally {
            served = inEmergency(served); // also if the content cannot be read
        }
    }

    private void available() {
        if (unavailableSince.isPresent()) {
            CatalogLog.available(source.name());
            unavailableSince = Optional.empty();
            if (served.status().state() == State.STALE) {
                served = served.with(State.READY, List.of());
            }
        }
    }

    /** Reports the first failure. After the grace period, the served catalog is stale. */
    private void unavailable(SourceUnavailableException failure) {
        Instant now = clock.instant();
        if (unavailableSince.isEmpty()) {
            unavailableSince = Optional.of(now);
            loads = loads.withUnavailable();
            CatalogLog.unavailable(failure);
        }
        // Read and tried again when the source is available.
        reader.readAtNextPoll();
        rejectedId = "";
        if (served.status().state() != State.STALE
                && Duration.between(unavailableSince.get(), now).compareTo(grace) >= 0) {
            served = served.with(State.STALE, failure.errors());
            CatalogLog.stale(source.name(), grace);
        }
    }

    private NodeStatus nodeStatus() {
        CatalogStatus status = served.status();
        SignedRevision newest =
                scheduled.map(Loaded::content).map(Snapshot::revision).orElse(status.revision());
        return new NodeStatus(
                status.revision().version(),
                status.contentId(),
                newest.version(),
                status.errors().stream()
                        .findFirst()
                        .map(ValidationError::toString)
                        .or(source.emergencies()::problem));
    }

    private void pollUntilClosed(Duration interval, long firstMillis) {
        try (source) {
            for (long wait = firstMillis; !closed.await(wait, TimeUnit.MILLISECONDS); wait = untilNextPoll(interval)) {
                pollSafely();
            }
        } catch (InterruptedException e) {
            // An application server interrupts its managed threads when it stops the application.
            Thread.currentThread().interrupt();
        } finally {
            pollsEnded.countDown();
        }
    }

    private synchronized long untilNextPoll(Duration interval) {
        long limit = interval.toMillis();
        return scheduled
                .map(loaded -> Duration.between(
                                clock.instant(), loaded.content().activeFrom())
                        .plusMillis(1)
                        .toMillis())
                .filter(millis -> millis < limit)
                .map(millis -> Math.max(millis, 1))
                .orElse(limit);
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException | Error e) {
            if (closed.getCount() > 0) {
                pollFailed(e);
            }
        }
    }

    /** Reports a failure once. The next poll reads the source again, whatever its attributes are. */
    private synchronized void pollFailed(Throwable cause) {
        reader.readAtNextPoll();
        try {
            List<ValidationError> errors = reader.failure(cause).errors();
            if (!errors.equals(served.status().errors())) {
                served = served.with(State.ERROR, errors);
                loads = loads.withRejected();
                CatalogLog.pollFailed(source.name(), cause);
            }
        } catch (RuntimeException | Error e) {
            // The memory is still exhausted, or a log handler failed. Polls continue, and the next one reports its
            // failure.
        }
    }

    private void apply(ReadResult result) {
        if (result.id().equals(served.id())) {
            rejectedId = "";
            scheduled = Optional.empty();
            if (served.status().state() == State.ERROR) {
                served = served.with(State.READY, List.of());
                CatalogLog.restored(served.catalog());
            }
        } else if (!result.id().equals(rejectedId)
                && scheduled.filter(loaded -> loaded.id().equals(result.id())).isEmpty()) {
            replace(result);
        }
    }

    private void replace(ReadResult result) {
        try {
            Snapshot content = result.contentOrThrow();
            Loaded loaded = new Loaded(result.id(), content, Catalog.of(content));
            scheduled = Optional.of(loaded);
            if (content.activeFrom().isAfter(clock.instant())) {
                served = served.with(State.READY, List.of());
                CatalogLog.scheduled(loaded.catalog(), content);
            } else {
                serve(source, loaded);
            }
            rejectedId = "";
        } catch (RuntimeException | Error e) {
            reject(result.id(), e);
        }
    }

    private void serveScheduled() {
        if (scheduled.isPresent() && !scheduled.get().content().activeFrom().isAfter(clock.instant())) {
            Loaded loaded = scheduled.get();
            try {
                serve(source, loaded);
            } catch (RuntimeException | Error e) {
                reject(loaded.id(), e);
            }
        }
    }

    private void reject(String id, Throwable cause) {
        CatalogException failure = reader.failure(cause);
        scheduled = Optional.empty();
        rejectedId = id;
        if (isTemporary(failure)) {
            rejectedId = "";
            reader.readAtNextPoll();
            if (failure.errors().equals(served.status().errors())) {
                return; // already reported
            }
        }
        served = served.with(State.ERROR, failure.errors());
        loads = loads.withRejected();
        CatalogLog.changeRejected(served.catalog(), failure);
    }

    /** Tells whether the failure is not in the content, such as a full disk, so that the next poll tries it again. */
    private static boolean isTemporary(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null
                && (cause instanceof IOException || cause instanceof TimeoutException || isTemporary(cause));
    }

    private void serve(SnapshotSource from, Loaded loaded) {
        Snapshot content = loaded.content();
        Catalog catalog = loaded.catalog();
        Instant now = clock.instant();
        from.accept(content, now);
        CatalogStatus status = new CatalogStatus(
                catalog.source(),
                content.contentId(),
                content.revision(),
                now,
                State.READY,
                Optional.empty(),
                List.of());
        served = inEmergency(new Served(loaded.id(), catalog, status));
        scheduled = Optional.empty();
        loads = loads.withLoaded();
        CatalogLog.loaded(catalog, content.revision());
        reportIfUnreadableRefused();
        reportIfExpired();
    }

    /** Adds the emergency that is in force to a catalog, and reports changes. */
    private Served inEmergency(Served next) {
        Optional<Emergency> before = emergency;
        Optional<String> problemBefore = reportedProblem;
        emergency = source.emergencies().inForce(next.status().revision().version());
        reportedProblem = source.emergencies().problem();
        if (!emergency.equals(before)) {
            emergency.ifPresentOrElse(
                    present -> CatalogLog.emergency(next.catalog(), present),
                    () -> CatalogLog.emergencyLifted(next.catalog(), before.orElseThrow()));
        }
        if (!reportedProblem.equals(problemBefore)) {
            reportedProblem.ifPresent(problem -> CatalogLog.emergencyRejected(source.name(), problem));
        }
        if (reportedProblem.isPresent()) {
            reader.readAtNextPoll();
        }
        return next.with(emergency);
    }

    /** Reports, now and after each reload, that a setting makes rules for unknown clients incomplete. */
    synchronized void reportRefusedUnreadableVersions() {
        refusesUnreadableVersions = true;
        reportIfUnreadableRefused();
    }

    private void reportIfUnreadableRefused() {
        if (refusesUnreadableVersions) {
            served.catalog().notices().forEach(CatalogLog::notice);
        }
    }

    private void reportIfExpired() {
        SignedRevision revision = served.status().revision();
        if (revision.isExpired(clock.instant()) && !revision.equals(reportedExpired)) {
            reportedExpired = revision;
            CatalogLog.expired(served.catalog(), revision);
        }
    }
}
