// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds for a client whose field is exactly one of some texts. */
record OneOf(ProfileField field, Set<String> texts) implements Condition {

    OneOf {
        texts = Set.copyOf(texts);
    }

    @Override
    public boolean holds(ClientProfile client) {
        return texts.contains(field.of(client));
    }

    @Override
    public String wanted() {
        return texts.stream()
                .sorted()
                .map(text -> text.isEmpty() ? "nothing" : text)
                .collect(Collectors.joining(" or "));
    }
}
