// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.listing;

import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.Rollout;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.VersionChoice.Switched;
import dev.cvr0.settings.Setting;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rules of a catalog as text, similar to that of the file, and the scheduled changes of their answers. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * catalog.listing().entries().forEach(entry -> out.println(entry.name() + ": " + entry.answer()))
 * }</pre>
 *
 * @since 0.1
 */
public final class CatalogListing {

    private static final String FREEZE = "freeze";

    private final CatalogModel model;

    /**
     * Creates a listing; {@link dev.cvr0.catalog.Catalog#listing} calls this.
     *
     * @param model the content of the catalog
     */
    public CatalogListing(CatalogModel model) {
        this.model = model;
    }

    /**
     * Returns the rules, {@code otherwise}, floors, blocks, rules for unknown clients and groups with traits.
     *
     * @return the entries, of each section in the order of the file; each is created when it is accessed
     */
    public List<Entry> entries() {
        List<Supplier<Entry>> entries = new ArrayList<>();
        model.rules().rules().forEach(rule -> entries.add(() -> entry("rules", rule)));
        entries.add(() -> entry("otherwise", model.otherwise()));
        model.floors().forEach(floor -> entries.add(() -> entry(floor)));
        model.blocks().rules().forEach(rule -> entries.add(() -> entry("blocked", rule)));
        model.unknownClients().rules().forEach(rule -> entries.add(() -> entry("unknown-clients", rule)));
        model.traits().groups().forEach(rule -> entries.add(() -> entry("groups", rule)));
        return new AbstractList<>() {
            @Override
            public Entry get(int index) {
                return entries.get(index).get();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    /**
     * Returns the changes after a time: periods that begin or end, rollouts that begin or end to grow, and minimum versions
     * that are raised.
     *
     * @param after the time
     * @return the changes in the order of their times
     */
    public List<ScheduledChange> changesAfter(Instant after) {
        List<ScheduledChange> changes = new ArrayList<>();
        addPeriod(changes, FREEZE, model.freeze());
        Stream.concat(Stream.of(model.otherwise()), model.allRules()).forEach(rule -> {
            for (Condition condition : rule.conditions()) {
                if (condition instanceof TimeRange period) {
                    addPeriod(changes, rule.name(), period);
                } else if (condition instanceof Rollout rollout && rollout.from() != rollout.to()) {
                    changes.add(new ScheduledChange(
                            rollout.start(), rule.name(), "the rollout grows: " + rollout.expected()));
                    changes.add(new ScheduledChange(
                            rollout.start().plus(rollout.over()), rule.name(), "the rollout is complete"));
                }
            }
            if (rule.outcome() instanceof Answer answer && answer.minimum() instanceof Switched switched) {
                changes.add(new ScheduledChange(switched.at(), rule.name(), "the minimum becomes " + switched.after()));
            }
        });
        changes.removeIf(change -> !change.at().isAfter(after) || change.at().equals(Instant.MAX));
        changes.sort(Comparator.comparing(ScheduledChange::at));
        return changes;
    }

    private static void addPeriod(List<ScheduledChange> changes, String rule, TimeRange period) {
        changes.add(new ScheduledChange(period.from(), rule, "begins"));
        changes.add(new ScheduledChange(period.until(), rule, "ends"));
    }

    private static Entry entry(String section, Rule<?> rule) {
        TimeRange period = rule.conditions().stream()
                .filter(TimeRange.class::isInstance)
                .map(TimeRange.class::cast)
                .findFirst()
                .orElse(TimeRange.ALWAYS);
        return new Entry(
                section,
                rule.name(),
                rule.location(),
                rule.conditions().stream()
                        .filter(condition -> !(condition instanceof TimeRange))
                        .map(condition -> condition.key() + ": " + condition.expected())
                        .toList(),
                outcome(rule.name(), rule.outcome()),
                Optional.of(period.from()).filter(from -> !from.equals(Instant.MIN)),
                Optional.of(period.until()).filter(until -> !until.equals(Instant.MAX)));
    }

    private static Entry entry(Floor floor) {
        return new Entry(
                "floors",
                floor.via() + " before " + floor.before(),
                floor.location(),
                List.of("library: " + floor.library()),
                "via: " + floor.via() + ", download: " + floor.urls().download(),
                Optional.empty(),
                Optional.empty());
    }

    private static String outcome(String name, Object outcome) {
        if (outcome instanceof Answer answer) {
            return text(name, answer);
        }
        if (outcome instanceof Block block) {
            return "reason: " + block.reason();
        }
        return outcome instanceof UnknownClientMode mode
                ? "mode: " + Setting.keyword(mode)
                : "traits: "
                        + String.join(
                                " ",
                                new TreeSet<>(((Collection<?>) outcome)
                                        .stream().map(String::valueOf).toList()));
    }

    private static String text(String name, Answer answer) {
        String reason = answer.reason().substring(Math.min(answer.reason().length(), name.length() + ": ".length()));
        return "recommend: " + answer.recommend()
                + (answer.second().equals(answer.recommend()) ? "" : ", second: " + answer.second())
                + ", minimum: " + answer.minimum()
                + (answer.enforcement() == Enforcement.ADVISE
                        ? ""
                        : ", enforce: " + answer.enforcement().keyword())
                + ", download: " + answer.urls().download()
                + (reason.isEmpty() ? "" : ", reason: " + reason);
    }

    /**
     * An entry of a catalog.
     *
     * @param section the key of its section in the file
     * @param name the name; of a floor, its versions
     * @param location the location in the file
     * @param conditions the conditions as key and values, without the period. Copied
     * @param answer the answer, or its change, as keys and values
     * @param from the time from which it applies; empty for all earlier times
     * @param until the time until which it applies; empty for all later times
     */
    public record Entry(
            String section,
            String name,
            SourceLocation location,
            List<String> conditions,
            String answer,
            Optional<Instant> from,
            Optional<Instant> until) {

        /** Copies the conditions. */
        public Entry {
            conditions = List.copyOf(conditions);
        }

        /**
         * Tells whether the text contains a word.
         *
         * @param word the word in lower case
         * @return true if section, name, location, a condition or the answer contains it, in any case
         */
        public boolean contains(String word) {
            return Stream.concat(Stream.of(section, name, location.toString(), answer), conditions.stream())
                    .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
        }
    }

    /**
     * A change at a time.
     *
     * @param at the time
     * @param rule the name of the rule, or {@code freeze}
     * @param change the description of the change
     */
    public record ScheduledChange(Instant at, String rule, String change) {}
}
