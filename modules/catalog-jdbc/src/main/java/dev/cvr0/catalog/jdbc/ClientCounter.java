// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.clients.HourlyCounts;
import dev.cvr0.catalog.publication.ClientKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the clients of this server, and writes the count of each kind and hour to the database. Because the counts are
 * absolute, a repeated write does not count twice. If the database is unavailable at the end of an hour, the next hours
 * are added to that hour.
 */
final class ClientCounter {

    /** The number of rows of one write, which must not hold a poll for long. */
    private static final int MAX_ROWS = 500;

    private static final int KEPT_DAYS = 400;

    private final String node;
    private volatile HourlyCounts current;
    private Optional<HourlyCounts> finished = Optional.empty();
    private boolean resumed;

    /**
     * Creates a counter.
     *
     * @param node the name of this server
     * @param now the time of the database
     */
    ClientCounter(String node, Instant now) {
        this.node = node;
        this.current = new HourlyCounts(now);
    }

    /** Counts a client. Called on any thread; does not block. */
    void count(ClientProfile client, boolean isListed) {
        current.count(client, isListed);
    }

    /**
     * Writes changed counts. Called on one thread at a time.
     *
     * @param database the database
     * @param now the time of the database
     * @return true if more may have to be written
     * @throws dev.cvr0.catalog.publication.SourceUnavailableException if the database cannot be reached; the next call
     *     writes the same counts
     */
    boolean write(Database database, Instant now) {
        if (!resumed) {
            resume(database);
        }
        if (current.isOver(now)) {
            startHour(now);
        }
        HourlyCounts counts = finished.orElse(current);
        Map<ClientKind, Long> changes = counts.changes(MAX_ROWS);
        if (!changes.isEmpty()) {
            database.transact(session -> write(session, counts.hour(), changes));
            counts.written(changes);
        } else if (finished.isPresent()) {
            // Nothing was counted for this hour since the last write.
            finished = Optional.empty();
            database.run(session -> deleteOld(session, now));
        }
        return changes.size() == MAX_ROWS || finished.isPresent();
    }

    private void startHour(Instant now) {
        HourlyCounts over = current;
        current = new HourlyCounts(now);
        finished.ifPresentOrElse(earlier -> earlier.addAll(over), () -> finished = Optional.of(over));
    }

    /** Continues the counts of this hour, which this server wrote before a restart. */
    private void resume(Database database) {
        HourlyCounts counts = current;
        database.run(session -> session.list(
                        row -> Map.entry(kind(row.getString(1)), row.getLong(2)),
                        "select kind, count from cvr0_client_count where hour = ? and node = ?",
                        counts.hour(),
                        node))
                .forEach(row -> counts.resume(row.getKey(), row.getValue()));
        resumed = true;
    }

    private int write(Session session, Instant hour, Map<ClientKind, Long> changes) throws SQLException {
        session.batch(
                session.dialect().writeCount(),
                changes.entrySet().stream()
                        .map(change -> new Object[] {hour, node, text(change.getKey()), change.getValue()})
                        .toList());
        return changes.size();
    }

    private int deleteOld(Session session, Instant now) throws SQLException {
        return session.update(
                "delete from cvr0_client_count where node = ? and hour < ?",
                node,
                now.minus(KEPT_DAYS, ChronoUnit.DAYS));
    }

    /** Returns the text of a kind in the database; empty for all rare kinds. */
    private static String text(ClientKind kind) {
        return kind.equals(ClientKind.OTHERS) ? "" : kind.offer() + "\n" + kind.request();
    }

    /** Parses the text of a kind in the database. */
    static ClientKind kind(String text) {
        String[] lines = text.split("\n", 2);
        return lines.length < 2 ? ClientKind.OTHERS : new ClientKind(lines[0], lines[1]);
    }
}
