// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds for clients with one of several values of an attribute. The description is as written in the file. */
public record OneOf(String key, ClientAttribute attribute, Set<?> values, String expected) implements Condition {

    public OneOf {
        values = Set.copyOf(values);
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return values.contains(attribute.of(context.client()));
    }

    @Override
    public String actual(EvaluationContext context) {
        return attribute.of(context.client()).toString();
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return values.stream()
                .flatMap(value -> attribute.with(client, value).stream())
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof OneOf that && that.attribute == attribute && values.containsAll(that.values);
    }

    @Override
    public Optional<Set<?>> keys(ClientAttribute other) {
        return other == attribute ? Optional.of(values) : Optional.empty();
    }
}
