// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.condition.Rollout;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.model.VersionChoice.Switched;
import dev.cvr0.catalog.signing.Emergency;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The content of a valid catalog. Immutable and thread-safe.
 *
 * @param traits the traits of clients
 * @param languages the languages of the downloads
 * @param otherwise the answer if no rule matches
 * @param unknownClients the rules for clients that are not listed under {@code releases}
 * @param floors versions that must be installed first, in ascending order. Copied
 * @param freeze a period during which rules neither begin nor end
 * @param emergency whether every client keeps its version
 * @param signedEmergency the signed emergency that applies to this version
 * @param warnings possible mistakes in the file, in its order. Copied
 */
public record CatalogModel(
        Releases releases,
        Traits traits,
        Languages languages,
        RuleIndex<Answer> rules,
        Rule<Answer> otherwise,
        RuleIndex<UnknownClientMode> unknownClients,
        List<Floor> floors,
        RuleIndex<Block> blocks,
        TimeRange freeze,
        boolean emergency,
        Optional<Emergency> signedEmergency,
        List<ValidationError> warnings) {

    public CatalogModel {
        floors = List.copyOf(floors);
        warnings = List.copyOf(warnings);
    }

    /** Returns the same content with the signed emergency that applies to it. */
    public CatalogModel with(Optional<Emergency> inForce) {
        return new CatalogModel(
                releases,
                traits,
                languages,
                rules,
                otherwise,
                unknownClients,
                floors,
                blocks,
                freeze,
                emergency,
                inForce,
                warnings);
    }

    /** Returns the rules for answers, the blocks, the rules for unknown clients and the groups with traits. */
    public Stream<Rule<?>> allRules() {
        return Stream.of(rules.rules(), blocks.rules(), unknownClients.rules(), traits.groups())
                .flatMap(List::stream);
    }

    /**
     * Returns each instant at which the answer to a client can change, possibly {@link Instant#MIN} and {@link Instant#MAX}.
     */
    public Set<Instant> transitions(ClientProfile client) {
        EvaluationContext context = new EvaluationContext(client, Instant.EPOCH);
        Set<Instant> transitions = new HashSet<>(List.of(freeze.from(), freeze.until()));
        addForcing(otherwise.outcome(), transitions);
        Stream.<RuleIndex<?>>of(rules, blocks, unknownClients)
                .flatMap(index -> index.matchingAtSomeTime(context))
                .forEach(rule -> {
                    rule.conditions().forEach(condition -> {
                        if (condition instanceof TimeRange period) {
                            transitions.add(period.from());
                            transitions.add(period.until());
                        } else if (condition instanceof Rollout rollout) {
                            transitions.add(rollout.since(client));
                        }
                    });
                    addForcing(rule.outcome(), transitions);
                });
        return transitions;
    }

    private static void addForcing(Object outcome, Set<Instant> transitions) {
        if (outcome instanceof Answer answer && answer.minimum() instanceof Switched switched) {
            transitions.add(switched.at());
        }
    }

    /** Decides for one client, and records the steps in a trace. */
    public Verdict decide(ClientProfile client, Instant at, Trace trace) {
        EvaluationContext context = new EvaluationContext(client, freeze.contains(at) ? freeze.from() : at);
        Verdict verdict = decide(context, trace);
        if (verdict instanceof Advice advice) {
            Set<String> traitsOfClient = traits.of(context);
            return traitsOfClient.isEmpty() ? advice : advice.withTraits(traitsOfClient);
        }
        return verdict;
    }

    private Verdict decide(EvaluationContext context, Trace trace) {
        ClientProfile client = context.client();
        if (emergency) {
            return otherwise
                    .outcome()
                    .decideUnknown(UnknownClientMode.ECHO, context, "emergency: every client keeps its version");
        }
        Optional<String> unknown = releases.validate(client.program());
        if (unknown.isPresent()) {
            return relaxed("", context, trace)
                    .orElseGet(() -> decideUnknown(context, new UnknownClient(unknown.get()), trace));
        }
        Rule<Answer> rule = rules.firstMatch(context, trace).orElse(otherwise);
        trace.determinedBy(rule);
        Optional<Verdict> relaxed = relaxed(rule.name(), context, trace);
        if (relaxed.isPresent()) {
            return relaxed.get();
        }
        try {
            return applyBlocks(context, applyFloors(context, rule.outcome().advise(context), trace), trace);
        } catch (IllegalArgumentException tooLong) {
            // Only the client's version can be too long, by leading zeros or components of zero: a client must not
            // cause
            // a failure of the policy.
            return new UnknownClient("the version is too long for the answer");
        }
    }

    private Verdict decideUnknown(EvaluationContext context, UnknownClient unknown, Trace trace) {
        Optional<Rule<UnknownClientMode>> rule = unknownClients.firstMatch(context, trace);
        if (rule.isEmpty()) {
            return unknown;
        }
        trace.determinedBy(rule.get());
        Optional<Verdict> relaxed = relaxed(rule.get().name(), context, trace);
        if (relaxed.isPresent()) {
            return relaxed.get();
        }
        UnknownClientMode mode = rule.get().outcome();
        String reason = rule.get().name() + ": " + unknown.reason();
        return mode == UnknownClientMode.STRICT
                ? new Refused(reason)
                : otherwise.outcome().decideUnknown(mode, context, reason);
    }

    private Advice applyFloors(EvaluationContext context, Advice advice, Trace trace) {
        for (Floor floor : floors) {
            if (floor.appliesTo(context, advice)) {
                trace.changedByFloor(floor.location(), floor.via());
                return floor.apply(context, advice);
            }
        }
        return advice;
    }

    private Verdict applyBlocks(EvaluationContext context, Advice advice, Trace trace) {
        Optional<Rule<Block>> block = blocks.firstMatch(context, Trace.NONE);
        block.ifPresent(trace::changedByBlock);
        return block.<Verdict>map(rule -> relaxed(rule.name(), context, trace)
                        .orElseGet(() -> rule.outcome().apply(context, advice)))
                .orElse(advice);
    }

    /** Returns the echo in place of the answer of a rule in an emergency. A version can be too long for an echo. */
    private Optional<Verdict> relaxed(String rule, EvaluationContext context, Trace trace) {
        Optional<Verdict> echo = signedEmergency
                .filter(emergency -> emergency.relaxes(rule))
                .map(emergency -> otherwise
                        .outcome()
                        .decideUnknown(
                                UnknownClientMode.ECHO,
                                context,
                                emergency + ": the client keeps its version"
                                        + (rule.isEmpty() ? "" : ", regardless of " + rule)))
                .filter(Advice.class::isInstance);
        echo.ifPresent(verdict -> trace.changedByEmergency(verdict.reason()));
        return echo;
    }
}
