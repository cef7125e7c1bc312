// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds for clients that offered one of several dialects in VER, possibly with others. */
public record OffersDialect(Set<Dialect> dialects) implements Condition {

    @Override
    public String key() {
        return "offered-dialect";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return context.client().offeredDialects().stream().anyMatch(dialects::contains);
    }

    @Override
    public String expected() {
        return dialects.stream().map(Dialect::name).sorted().collect(Collectors.joining(" or "));
    }

    @Override
    public String actual(EvaluationContext context) {
        List<Dialect> offered = context.client().offeredDialects();
        return offered.stream().map(Dialect::name).collect(Collectors.joining(" "));
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return dialects.stream()
                .map(dialect -> client.withOfferedDialects(List.of(dialect, Dialect.CVR0)))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof OffersDialect that && dialects.containsAll(that.dialects);
    }
}
