// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.Rollout;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads rules: name, conditions, period, percentage rollout and, with another reader, the outcome. */
final class RuleReader<T> {

    private static final String NAME = "name";
    private static final String WHEN = "when";
    private static final String ROLLOUT = "rollout";
    private static final String PERCENT = "percent";
    private static final String SALT = "salt";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String OVER = "over";
    private static final Duration MIN_GROWTH = Duration.ofMinutes(1);
    private static final Duration MAX_GROWTH = Duration.ofDays(3650);
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(\\.\\d{1,2})?)\\s*%?");

    private final ConditionReader conditions;
    private final TimeReader times;
    private final List<String> keys;
    private final BiFunction<String, YamlMapping, Optional<T>> outcome;
    private final Map<String, SourceLocation> names = new HashMap<>();

    RuleReader(
            ConditionReader conditions,
            TimeReader times,
            List<String> outcomeKeys,
            BiFunction<String, YamlMapping, Optional<T>> outcome) {
        this.conditions = conditions;
        this.times = times;
        this.keys = Stream.of(List.of(NAME, WHEN, ROLLOUT), TimeReader.KEYS, outcomeKeys)
                .flatMap(List::stream)
                .toList();
        this.outcome = outcome;
    }

    /** Returns the rules without errors, so that an error in one does not cause errors about the order. */
    List<Rule<T>> read(YamlValue rules) {
        List<Rule<T>> read = new ArrayList<>();
        for (YamlValue rule : rules.elements()) {
            int errorsBefore = rule.errors().count();
            rule(rule).filter(valid -> rule.errors().count() == errorsBefore).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Rule<T>> rule(YamlValue value) {
        YamlMapping section = YamlMapping.of(value, keys);
        Optional<String> name = section.require(NAME, this::name);
        List<Condition> conditionsOfRule =
                new ArrayList<>(section.require(WHEN, when -> Optional.of(conditions.read(when)))
                        .orElse(List.of()));
        TimeRange time = times.during(section);
        if (!time.equals(TimeRange.ALWAYS)) {
            conditionsOfRule.add(time);
        }
        section.get(ROLLOUT, share -> rollout(share, name.orElse(""), time)).ifPresent(conditionsOfRule::add);
        Optional<T> result = outcome.apply(name.orElse(""), section);
        return name.flatMap(n -> result.map(w -> new Rule<>(n, value.location(), conditionsOfRule, w)));
    }

    private Optional<String> name(YamlValue value) {
        Optional<String> name = value.singleLine();
        name.ifPresent(n -> value.check(!n.isEmpty(), "must not be empty; add a name"));
        name.map(n -> names.putIfAbsent(n, value.location()))
                .ifPresent(first -> value.reject("a rule with this name is at " + first + "; use a unique name"));
        return name;
    }

    // The default salt is the name of the rule.
    private static Optional<Rollout> rollout(YamlValue value, String name, TimeRange time) {
        if (!value.isMapping()) {
            return hundredths(value).map(share -> new Rollout(share, name));
        }
        YamlMapping section = YamlMapping.of(value, List.of(PERCENT, FROM, TO, OVER, SALT));
        String salt = section.get(SALT, YamlValue::singleLine).orElse(name);
        if (section.get(FROM)
                .or(() -> section.get(TO))
                .or(() -> section.get(OVER))
                .isPresent()) {
            return growing(value, section, time, salt);
        }
        return section.require(PERCENT, RuleReader::hundredths).map(share -> new Rollout(share, salt));
    }

    private static Optional<Rollout> growing(YamlValue value, YamlMapping section, TimeRange time, String salt) {
        section.get(PERCENT)
                .ifPresent(percent -> percent.reject("cannot be combined with from, to and over; remove one of them"));
        Optional<Integer> from = section.require(FROM, RuleReader::hundredths);
        Optional<Integer> to = section.require(TO, RuleReader::hundredths);
        Optional<Duration> over = section.require(OVER, RuleReader::growth);
        boolean begins = value.check(
                !time.from().equals(Instant.MIN), "a growing rollout needs a start; add from: TIME to the rule");
        if (from.isEmpty() || to.isEmpty() || over.isEmpty() || !begins) {
            return Optional.empty();
        }
        boolean grows = value.check(to.get() > from.get(), "to is not more than from; raise to, or use percent");
        return grows ? Optional.of(new Rollout(from.get(), to.get(), time.from(), over.get(), salt)) : Optional.empty();
    }

    private static Optional<Duration> growth(YamlValue value) {
        return value.parse(
                text -> tryParseDuration(text)
                        .filter(over -> over.compareTo(MIN_GROWTH) >= 0 && over.compareTo(MAX_GROWTH) <= 0),
                "is not a duration from PT1M to P3650D; use days such as P7D, or hours such as PT12H");
    }

    private static Optional<Duration> tryParseDuration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> hundredths(YamlValue value) {
        return value.parse(
                text -> Optional.of(PERCENTAGE.matcher(text))
                        .filter(Matcher::matches)
                        .map(matcher -> new BigDecimal(matcher.group(1))
                                .movePointRight(2)
                                .intValueExact())
                        .filter(hundredths -> hundredths > 0 && hundredths <= Rollout.BUCKETS),
                "is not a percentage; use 0.01% to 100% with at most two decimals, such as 12.5%");
    }
}
