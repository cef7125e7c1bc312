// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleIndex;
import dev.cvr0.catalog.yaml.ErrorCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rejects rules that contradict each other or the releases. */
record RuleValidator(ErrorCollector errors, Releases releases) {

    /** Rejects rules that are never reached, and more rules than can be indexed. */
    void validateOrder(RuleIndex<?> rules) {
        Optional<? extends Rule<?>> tooMany = rules.firstTooMany();
        if (tooMany.isPresent()) {
            reject(
                    tooMany.get(),
                    "more than " + RuleIndex.MAX_RULES_PER_VALUE
                            + " rules cannot be indexed; add a condition on library, version, locale, user or address");
            return;
        }
        for (int ordinal = 0; ordinal < rules.rules().size(); ordinal++) {
            Rule<?> rule = rules.rules().get(ordinal);
            rules.firstCovering(ordinal).ifPresent(cover -> rejectUnreached(rule, cover));
        }
    }

    private void rejectUnreached(Rule<?> rule, Rule<?> cover) {
        String earlier = named(cover) + " at " + cover.location();
        reject(
                rule,
                rule.covers(cover)
                        ? "matches the same clients as " + earlier + "; remove one of them"
                        : "is never reached, because " + earlier + " matches all of its clients; move it up");
    }

    /** Rejects rules that match none of the releases. */
    void validateReleases(RuleIndex<?> rules) {
        rules.rules().stream()
                .filter(rule -> releases(rule).findAny().isEmpty())
                .forEach(rule ->
                        reject(rule, "matches no release; change its conditions, or list the version under releases"));
    }

    /** Rejects answers that send clients to a blocked version. */
    void validateBlocks(List<Rule<Block>> blocks, List<Rule<Answer>> rules, List<Floor> floors) {
        for (Rule<Answer> rule : rules) {
            rule.outcome().recommend().constant().ifPresent(version -> {
                String subject = named(rule) + ": recommend " + version;
                validateTarget(blocks, subject, rule.location(), version, time(rule));
            });
        }
        for (Floor floor : floors) {
            String subject = "floor of " + LogSafeText.quote(floor.library()) + ": via " + floor.via();
            validateTarget(blocks, subject, floor.location(), floor.via(), TimeRange.ALWAYS);
        }
    }

    // The target may be of another library than the client. It is rejected if it is blocked in each library that has
    // it.
    private void validateTarget(
            List<Rule<Block>> blocks, String subject, SourceLocation location, ClientVersion version, TimeRange time) {
        List<Rule<Block>> blocking = blocks.stream()
                .filter(block -> has(block, ClientAttribute.CLIENT_VERSION, version))
                .filter(block -> time(block).overlaps(time))
                .toList();
        boolean everywhere = releases.libraries().stream()
                .filter(library -> releases.versions(library).contains(version))
                .allMatch(library -> blocking.stream().anyMatch(block -> has(block, ClientAttribute.LIBRARY, library)));
        if (!blocking.isEmpty() && everywhere) {
            errors.add(
                    location,
                    subject + " is blocked at " + blocking.get(0).location()
                            + "; use another version, or end the block");
        }
    }

    private static boolean has(Rule<Block> block, ClientAttribute attribute, Object value) {
        return block.keys(attribute).orElse(Set.of()).contains(value);
    }

    private static TimeRange time(Rule<?> rule) {
        return rule.conditions().stream()
                .filter(TimeRange.class::isInstance)
                .map(TimeRange.class::cast)
                .findFirst()
                .orElse(TimeRange.ALWAYS);
    }

    /** Returns the warnings in the order of the file. */
    List<ValidationError> warnings(List<Rule<Answer>> rules, Rule<Answer> otherwise, List<Rule<Block>> blocks) {
        List<ValidationError> warnings = coverageGaps(rules);
        Set<Release> blocked = blocks.stream().flatMap(this::releases).collect(Collectors.toSet());
        Stream.concat(rules.stream(), Stream.of(otherwise))
                .filter(rule -> rule.outcome().enforcement() != Enforcement.ADVISE)
                // A block raises the minimum.
                .filter(rule -> releases(rule)
                        .noneMatch(release -> blocked.contains(release)
                                || rule.outcome().minimum().canExceed(release.version())))
                .forEach(rule -> warnings.add(new ValidationError(
                        rule.location(),
                        named(rule) + ": enforce has no effect, because no release that the rule matches is below its"
                                + " minimum; raise the minimum or remove enforce")));
        warnings.sort(Comparator.comparing(ValidationError::location));
        return warnings;
    }

    private Stream<Release> releases(Rule<?> rule) {
        Set<?> versions = rule.keys(ClientAttribute.CLIENT_VERSION).orElse(releases.versions());
        return rule.keys(ClientAttribute.LIBRARY).orElse(releases.libraries()).stream()
                .map(String.class::cast)
                .flatMap(library -> releases.versions(library).stream()
                        .filter(versions::contains)
                        .map(version -> new Release(library, version)));
    }

    private record Release(String library, ClientVersion version) {}

    /** Returns a warning for each gap: releases without a rule between two releases with rules, of the same library. */
    private List<ValidationError> coverageGaps(List<? extends Rule<?>> rules) {
        Map<String, Map<ClientVersion, Rule<?>>> rulesByLibrary = new HashMap<>();
        rules.forEach(rule -> releases(rule)
                .forEach(release -> rulesByLibrary
                        .computeIfAbsent(release.library(), library -> new HashMap<>())
                        .putIfAbsent(release.version(), rule)));
        List<ValidationError> warnings = new ArrayList<>();
        rulesByLibrary.forEach((library, ruleByVersion) -> addGaps(library, ruleByVersion, warnings));
        return warnings;
    }

    private void addGaps(String library, Map<ClientVersion, Rule<?>> ruleByVersion, List<ValidationError> warnings) {
        List<ClientVersion> gap = new ArrayList<>();
        Optional<Rule<?>> before = Optional.empty();
        for (ClientVersion version : new TreeSet<>(releases.versions(library))) {
            Optional<Rule<?>> rule = Optional.ofNullable(ruleByVersion.get(version));
            if (rule.isEmpty()) {
                gap.add(version);
                continue;
            }
            if (before.isPresent() && !gap.isEmpty()) {
                warnings.add(warning(library, gap, before.get(), rule.get()));
            }
            gap.clear();
            before = rule;
        }
    }

    private static ValidationError warning(String library, List<ClientVersion> gap, Rule<?> older, Rule<?> later) {
        String versions = gap.get(0) + (gap.size() > 1 ? " to " + gap.get(gap.size() - 1) : "");
        return new ValidationError(
                later.location(),
                "no rule matches " + LogSafeText.quote(library) + " " + versions + ", so 'otherwise' applies, but "
                        + named(older) + " at " + older.location() + " matches the release before and " + named(later)
                        + " the release after; add a rule or extend one");
    }

    private void reject(Rule<?> rule, String problem) {
        errors.add(rule.location(), named(rule) + ": " + problem);
    }

    private static String named(Rule<?> rule) {
        return "rule " + LogSafeText.quote(rule.name());
    }
}
