// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.During;
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

/** Finds rules that contradict each other or the releases. */
record RuleChecks(ErrorCollector problems, Releases releases) {

    /** Rejects rules that are never reached, and more rules than can be indexed. */
    void checkOrder(RuleIndex<?> rules) {
        Optional<? extends Rule<?>> tooMany = rules.firstTooMany();
        if (tooMany.isPresent()) {
            reject(
                    tooMany.get(),
                    ": more than " + RuleIndex.MAX_RULES_PER_VALUE
                            + " rules cannot be indexed; add a condition on library, version, locale, user or address");
            return;
        }
        for (int ordinal = 0; ordinal < rules.rules().size(); ordinal++) {
            Rule<?> rule = rules.rules().get(ordinal);
            rules.firstCovering(ordinal).ifPresent(cover -> rejectUnreached(rule, cover));
        }
    }

    private void rejectUnreached(Rule<?> rule, Rule<?> cover) {
        String first = LogSafeText.quote(cover.name()) + " at " + cover.location();
        reject(
                rule,
                rule.covers(cover)
                        ? " is for the same clients as " + first + ", which comes first; expected one of them"
                        : " is never reached: " + first
                                + " comes first and is for all of its clients; expected the narrower one first");
    }

    /** Rejects rules that match none of the releases. */
    void checkReleases(RuleIndex<?> rules) {
        rules.rules().stream()
                .filter(rule -> !isForAny(rule))
                .forEach(rule -> reject(
                        rule,
                        " answers nobody: 'releases' lists no such version of the library, expected conditions that one"
                                + " of them meets"));
    }

    private boolean isForAny(Rule<?> rule) {
        Set<?> versions = rule.keys(ClientAttribute.CLIENT_VERSION).orElse(releases.versions());
        Optional<Set<?>> libraries = rule.keys(ClientAttribute.LIBRARY);
        return libraries.isEmpty()
                ? !versions.isEmpty()
                : libraries.get().stream()
                        .flatMap(library -> releases.versions((String) library).stream())
                        .anyMatch(versions::contains);
    }

    /** Rejects answers that send clients to a blocked version. */
    void checkBlocks(List<Rule<Block>> blocks, List<Rule<Answer>> rules, List<Floor> floors) {
        for (Rule<Answer> rule : rules) {
            rule.outcome().recommend().constant().ifPresent(version -> {
                String recommends = named(rule) + " recommends " + version;
                checkTarget(blocks, recommends, rule.location(), version, time(rule));
            });
        }
        for (Floor floor : floors) {
            String sends = "the floor sends clients to " + floor.via();
            checkTarget(blocks, sends, floor.location(), floor.via(), During.ALWAYS);
        }
    }

    // The target may be of another library than the client. It is taken as blocked if it is so in each that has it.
    private void checkTarget(
            List<Rule<Block>> blocks, String subject, SourceLocation location, ClientVersion version, During time) {
        List<Rule<Block>> blocking = blocks.stream()
                .filter(block -> has(block, ClientAttribute.CLIENT_VERSION, version))
                .filter(block -> time(block).meets(time))
                .toList();
        boolean everywhere = releases.libraries().stream()
                .filter(library -> releases.versions(library).contains(version))
                .allMatch(library -> blocking.stream().anyMatch(block -> has(block, ClientAttribute.LIBRARY, library)));
        if (!blocking.isEmpty() && everywhere) {
            problems.add(
                    location,
                    subject + ", which is blocked at " + blocking.get(0).location()
                            + ", expected a version that is not");
        }
    }

    private static boolean has(Rule<Block> block, ClientAttribute attribute, Object value) {
        return block.keys(attribute).orElse(Set.of()).contains(value);
    }

    private static During time(Rule<?> rule) {
        return rule.conditions().stream()
                .filter(During.class::isInstance)
                .map(During.class::cast)
                .findFirst()
                .orElse(During.ALWAYS);
    }

    /** Returns a notice for each gap: releases without a rule between two of the same library that have rules. */
    List<ValidationError> coverageGaps(List<? extends Rule<?>> rules) {
        Map<String, Map<ClientVersion, Rule<?>>> first = new HashMap<>();
        for (Rule<?> rule : rules) {
            Set<?> versions = rule.keys(ClientAttribute.CLIENT_VERSION).orElse(releases.versions());
            for (Object library : rule.keys(ClientAttribute.LIBRARY).orElse(releases.libraries())) {
                Map<ClientVersion, Rule<?>> ruled = first.computeIfAbsent((String) library, l -> new HashMap<>());
                releases.versions((String) library).stream()
                        .filter(versions::contains)
                        .forEach(version -> ruled.putIfAbsent(version, rule));
            }
        }
        List<ValidationError> notices = new ArrayList<>();
        first.forEach((library, ruled) -> addGaps(library, ruled, notices));
        notices.sort(Comparator.comparing(ValidationError::location));
        return notices;
    }

    private void addGaps(String library, Map<ClientVersion, Rule<?>> ruled, List<ValidationError> notices) {
        List<ClientVersion> gap = new ArrayList<>();
        Optional<Rule<?>> before = Optional.empty();
        for (ClientVersion version : new TreeSet<>(releases.versions(library))) {
            Optional<Rule<?>> rule = Optional.ofNullable(ruled.get(version));
            if (rule.isEmpty()) {
                gap.add(version);
                continue;
            }
            if (before.isPresent() && !gap.isEmpty()) {
                notices.add(notice(library, gap, before.get(), rule.get()));
            }
            gap.clear();
            before = rule;
        }
    }

    private static ValidationError notice(String library, List<ClientVersion> gap, Rule<?> older, Rule<?> later) {
        String versions = gap.get(0) + (gap.size() > 1 ? " to " + gap.get(gap.size() - 1) : "");
        return new ValidationError(
                later.location(),
                "no rule is for " + LogSafeText.quote(library) + " " + versions + ", but "
                        + LogSafeText.quote(older.name()) + " at " + older.location()
                        + " is for the release before and " + LogSafeText.quote(later.name())
                        + " for the release after: 'otherwise' answers");
    }

    private void reject(Rule<?> rule, String wrong) {
        problems.add(rule.location(), named(rule) + wrong);
    }

    private static String named(Rule<?> rule) {
        return "the rule " + LogSafeText.quote(rule.name());
    }
}
