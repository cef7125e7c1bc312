// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The publications in a database, as a server reads them. Reports the status of the server in its row. */
final class JdbcSource implements CatalogSource {

    private static final int MAX_PROBLEM = 1000;
    private static final Duration MIN_LIVE = Duration.ofSeconds(15);
    private static final int LIVE_POLLS = 3;
    private static final Duration MAX_CLOCK_OFFSET = Duration.ofSeconds(2);
    private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long COUNTS_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LAST_WRITES_NANOS = Duration.ofSeconds(2).toNanos();

    // One row, also without publications.
    private static final String STAMP = "select s.version, p.version, p.digest, (select max(seq) from cvr0_emergency)"
            + " from (select max(version) as version from cvr0_schema) s left join"
            + " (select version, digest from cvr0_publication order by version desc limit 1) p on true";
    private static final String OFFER = "select s.version, {now}, p.active_from, substring(p.manifest, 1, ?),"
            + " (select substring(document, 1, ?) from cvr0_emergency order by seq desc limit 1)"
            + " from (select max(version) as version from cvr0_schema) s left join"
            + " (select * from cvr0_publication {condition} order by version desc limit 1) p on true";

    private final Database database;
    private final String node;
    private final Duration interval;
    private final InstantSource clock;
    private final Instant started;
    private final String software;
    private final ClientCounter counter;

    // Calls are on one thread at a time, but not always the same.
    private volatile Duration clockOffset = Duration.ZERO;
    private volatile boolean clockDiffers;
    private volatile boolean nameIsShared;
    private volatile Optional<NodeStatus> reported = Optional.empty();
    private volatile long reportedAt;
    private volatile boolean moreCounts;
    private volatile long countsWrittenAt = System.nanoTime();

    /** Creates the source of a server that polls at an interval. */
    JdbcSource(Database database, String node, Duration interval, InstantSource clock) {
        this.counter = new ClientCounter(node, clock.instant());
        this.database = database;
        this.node = node;
        this.interval = interval;
        this.clock = clock;
        this.started = clock.instant().truncatedTo(ChronoUnit.MICROS);
        this.software = Optional.ofNullable(JdbcSource.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public Object stamp() {
        return database.run(session -> session.first(this::stamp, STAMP)).orElseThrow();
    }

    @Override
    public Offer current() {
        return offer("where active_from is null or active_from <= {now}");
    }

    @Override
    public Offer newest() {
        return offer("");
    }

    @Override
    public byte[] file(SignedFile file) {
        return database.run(session -> file(session, file))
                .orElseThrow(() -> unusable("the file with the SHA-256 " + file.sha256()
                        + " is missing; publish the version again under a higher number"));
    }

    static Optional<byte[]> file(Session session, SignedFile file) throws SQLException {
        String sql = "select substring(bytes, 1, ?) from cvr0_publication_file where digest = ?";
        long limit = Math.min(file.size() + 1, Integer.MAX_VALUE);
        return session.first(
                row -> row.getBytes(1), sql, (int) limit, file.sha256().hex());
    }

    /** Writes the row of this server if the status has changed, else every five seconds; client counts every minute. */
    @Override
    public void report(NodeStatus status) {
        reportStatus(status);
        if (moreCounts || System.nanoTime() - countsWrittenAt >= COUNTS_NANOS) {
            moreCounts = counter.write(database, databaseTime());
            countsWrittenAt = System.nanoTime();
        }
    }

    @Override
    public void decided(ClientProfile client, boolean isListed) {
        counter.count(client, isListed);
    }

    /** Writes the last counts, then closes the connection. */
    @Override
    public void close() {
        try {
            long start = System.nanoTime();
            boolean more = true;
            while (more && System.nanoTime() - start < LAST_WRITES_NANOS) {
                more = counter.write(database, databaseTime());
            }
        } catch (CatalogException e) {
            JdbcLog.countsLost(e);
        } finally {
            database.close();
        }
    }

    private void reportStatus(NodeStatus status) {
        boolean isUnchanged = reported.filter(status::equals).isPresent();
        if (isUnchanged && System.nanoTime() - reportedAt < REPORT_NANOS) {
            return;
        }
        boolean isFirst = reported.isEmpty();
        boolean isOthers = database.run(session -> write(session, status)) && !isFirst;
        if (isOthers && !nameIsShared) {
            JdbcLog.sameName(name(), node);
        }
        nameIsShared = isOthers;
        reported = Optional.of(status);
        reportedAt = System.nanoTime();
    }

    private Instant databaseTime() {
        return clock.instant().plus(clockOffset);
    }

    private Object stamp(ResultSet row) throws SQLException {
        Schema.validate(row.getInt(1), name());
        return List.of(row.getLong(2), String.valueOf(row.getString(3)), row.getLong(4));
    }

    private Offer offer(String condition) {
        return database.run(session -> {
            Instant before = clock.instant();
            return session.first(
                            row -> offer(row, before),
                            OFFER.replace("{condition}", condition),
                            SignedManifest.MAX_BYTES + 1,
                            Emergency.MAX_BYTES + 1)
                    .orElseThrow();
        });
    }

    private Offer offer(ResultSet row, Instant before) throws SQLException {
        Schema.validate(row.getInt(1), name());
        measureClock(before, Session.time(row, 2).orElseThrow());
        byte[] manifest = Optional.ofNullable(row.getBytes(4))
                .orElseThrow(
                        () -> unusable("there is no publication in force; publish one with 'cvr0 publish FOLDER --to "
                                + name() + "'"));
        return new Offer(
                manifest,
                Optional.ofNullable(row.getBytes(5)),
                Session.time(row, 3).map(time -> time.minus(clockOffset)).orElse(Instant.MIN));
    }

    /** Writes the row of this server. Returns true if another server has written it before. */
    private boolean write(Session session, NodeStatus status) throws SQLException {
        Instant before = clock.instant();
        Optional<Instant> owner = session.first(
                        row -> {
                            measureClock(before, Session.time(row, 1).orElseThrow());
                            return Session.time(row, 2);
                        },
                        "select {now}, (select started from cvr0_node where node = ?)",
                        node)
                .orElseThrow();
        String set =
                "serving = ?, loaded = ?, problem = ?, digest = ?, started = ?, seen = {now}, live_until = ?, clock_offset_ms = ?,"
                        + " software = ?";
        Object[] values = {
            status.serving(),
            status.loaded(),
            status.problem().map(problem -> LogSafeText.escape(problem, MAX_PROBLEM)),
            status.digest(),
            started,
            liveUntil(),
            clockOffset.toMillis(),
            software,
            node
        };
        if (session.update("update cvr0_node set " + set + " where node = ?", values) == 0) {
            session.update(
                    "insert into cvr0_node (serving, loaded, problem, digest, started, seen, live_until, clock_offset_ms,"
                            + " software, node) values (?, ?, ?, ?, ?, {now}, ?, ?, ?, ?)",
                    values);
        }
        return owner.filter(other -> !other.equals(started)).isPresent();
    }

    /** Returns the time until which this server is expected to report again, also if it polls rarely. */
    private Instant liveUntil() {
        Duration polls = interval.multipliedBy(LIVE_POLLS);
        return databaseTime().plus(polls.compareTo(MIN_LIVE) > 0 ? polls : MIN_LIVE);
    }

    /** Compares the clocks: the database took its time between two times of this server. */
    private void measureClock(Instant before, Instant databaseTime) {
        Duration duration = Duration.between(before, clock.instant());
        clockOffset = Duration.between(before.plus(duration.dividedBy(2)), databaseTime);
        boolean differs = clockOffset.abs().compareTo(MAX_CLOCK_OFFSET) > 0;
        if (differs && !clockDiffers) {
            JdbcLog.clockDiffers(name(), clockOffset);
        }
        clockDiffers = differs;
    }

    private CatalogException unusable(String message) {
        return new CatalogException(SourceLocation.whole(name()), message);
    }
}
