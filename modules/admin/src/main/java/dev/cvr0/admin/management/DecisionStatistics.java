// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.catalog.clients.ClientHistory;
import dev.cvr0.catalog.publication.ClientKind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * The statistics of the decisions of this server since its start, in bounded memory. Thread-safe; does not block. The
 * served catalog counts the decisions of each rule itself, see {@link dev.cvr0.catalog.Catalog#hits}.
 *
 * @since 0.1
 */
public final class DecisionStatistics {

    private static final int MINUTES = 60;

    private final InstantSource clock;
    private final Instant since;
    private final ConcurrentMap<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Minute> minutes = new AtomicReferenceArray<>(MINUTES);
    private final ClientHistory clients;

    private record Minute(long number, LongAdder answers) {

        Minute(long number) {
            this(number, new LongAdder());
        }
    }

    /** Creates statistics without decisions. */
    public DecisionStatistics() {
        this(InstantSource.system());
    }

    /** Creates statistics with a clock, for tests. */
    DecisionStatistics(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        this.clients = new ClientHistory(clock);
        for (int slot = 0; slot < MINUTES; slot++) {
            minutes.set(slot, new Minute(-1));
        }
    }

    /**
     * Counts a decision.
     *
     * @param decision the decision
     */
    public void decided(Decision decision) {
        outcomes.computeIfAbsent(decision.outcome(), added -> new LongAdder()).increment();
        minute().answers().increment();
        clients.count(decision.client(), decision.outcome() == Outcome.DECIDED);
    }

    /** {@return the time of the start} */
    public Instant since() {
        return since;
    }

    /** {@return the number of decisions by outcome, in the order of the outcomes} */
    public Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    outcome,
                    Optional.ofNullable(outcomes.get(outcome))
                            .map(LongAdder::sum)
                            .orElse(0L));
        }
        return counts;
    }

    /** {@return the number of decisions in each of the last 60 minutes, the oldest first, the current one included} */
    public List<Long> answersPerMinute() {
        long now = number();
        return LongStream.rangeClosed(now - MINUTES + 1, now)
                .mapToObj(number -> {
                    Minute minute = minutes.get(slot(number));
                    return minute.number() == number ? minute.answers().sum() : 0L;
                })
                .toList();
    }

    /**
     * Returns the number of requests to this server by kind of client.
     *
     * @param since the time from which requests are counted, in whole hours; at most 14 days ago
     * @return the numbers, without the rare kinds
     */
    public SortedMap<ClientKind, Long> clients(Instant since) {
        return clients.clients(since);
    }

    /**
     * Returns the number of requests to this server over time by kind of client.
     *
     * @param since the time from which requests are counted, in whole hours; at most 14 days ago
     * @param step hours, or days in UTC
     * @return the numbers by the beginning of the hour or day
     */
    public SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step) {
        return clients.clientsOverTime(since, step);
    }

    private Minute minute() {
        long number = number();
        int slot = slot(number);
        Minute minute = minutes.get(slot);
        if (minute.number() >= number) {
            return minute;
        }
        minutes.compareAndSet(slot, minute, new Minute(number));
        return minutes.get(slot);
    }

    private long number() {
        return clock.instant().getEpochSecond() / MINUTES;
    }

    private static int slot(long number) {
        return (int) Math.floorMod(number, (long) MINUTES);
    }
}
