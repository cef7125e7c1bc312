// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.publication.ClientKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * The requests of one hour by kind of client. Clients of unlisted libraries are counted apart, so that invented clients
 * cannot displace real ones. Thread-safe, except for {@link #changes} and {@link #written}.
 */
final class HourlyCounts {

    /** The kind under which rare kinds are counted together. */
    static final ClientKind OTHERS = new ClientKind("", "");

    /** The maximum length of a kind that is counted separately. A usual kind has 70 characters. */
    static final int MAX_LENGTH = 700;

    private static final int MAX_LISTED = 10_000;
    private static final int MAX_UNLISTED = 1000;

    private final Instant hour;
    private final BoundedCounts listed = new BoundedCounts(MAX_LISTED);
    private final BoundedCounts unlisted = new BoundedCounts(MAX_UNLISTED);
    private final Map<ClientKind, Long> written = new HashMap<>();

    /** Creates counts without requests for the hour that contains a time. */
    HourlyCounts(Instant time) {
        this.hour = time.truncatedTo(ChronoUnit.HOURS);
    }

    /** Returns the beginning of the hour. */
    Instant hour() {
        return hour;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(hour.plus(1, ChronoUnit.HOURS));
    }

    void count(ClientProfile client, boolean isListed) {
        ClientKind kind = ClientKind.of(client);
        if (kind.offer().length() + kind.request().length() >= MAX_LENGTH) {
            unlisted.addOthers(1);
        } else {
            (isListed ? listed : unlisted).add(kind, 1);
        }
    }

    /** Continues a count that is in the database. */
    void resume(ClientKind kind, long count) {
        written.put(kind, count);
        if (kind.equals(OTHERS)) {
            unlisted.addOthers(count);
        } else {
            listed.add(kind, count);
        }
    }

    /** Adds the counts of a later hour. */
    void addAll(HourlyCounts later) {
        later.listed.forEach(listed::add);
        later.unlisted.forEach(unlisted::add);
        unlisted.addOthers(later.listed.others() + later.unlisted.others());
    }

    /** Returns the counts that differ from the database: at most a number of them. A count of 0 removes a row. */
    Map<ClientKind, Long> changes(int limit) {
        Map<ClientKind, Long> counts = new HashMap<>();
        listed.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        unlisted.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        counts.put(OTHERS, listed.others() + unlisted.others());
        written.keySet().forEach(kind -> counts.putIfAbsent(kind, 0L));
        counts.entrySet()
                .removeIf(entry -> written.getOrDefault(entry.getKey(), 0L).equals(entry.getValue()));
        if (counts.size() <= limit) {
            return counts;
        }
        Map<ClientKind, Long> first = new HashMap<>();
        counts.entrySet().stream().limit(limit).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    /** Records that changes are in the database. */
    void written(Map<ClientKind, Long> changes) {
        changes.forEach((kind, count) -> {
            if (count == 0) {
                written.remove(kind);
            } else {
                written.put(kind, count);
            }
        });
    }
}
