// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.settings.AddressBlock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds for clients at an address in one of several blocks. */
public record FromAddress(List<AddressBlock> blocks) implements Condition {

    @Override
    public String key() {
        return "remote-address";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return blocks.stream().anyMatch(block -> block.contains(context.client().remoteAddress()));
    }

    @Override
    public String expected() {
        return blocks.stream().map(AddressBlock::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String actual(EvaluationContext context) {
        return context.client().remoteAddress().getHostAddress();
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return blocks.stream()
                .map(block -> client.withRemoteAddress(block.address()))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof FromAddress that
                && that.blocks.stream().allMatch(block -> blocks.stream().anyMatch(mine -> mine.covers(block)));
    }

    @Override
    public Optional<Set<?>> keys(ClientAttribute attribute) {
        int bits = attribute.addressBits();
        if (bits == 0 || !blocks.stream().allMatch(block -> block.hasPrefix(bits))) {
            return Optional.empty();
        }
        return Optional.of(blocks.stream()
                .map(block -> AddressBlock.prefix(block.address(), bits))
                .collect(Collectors.toUnmodifiableSet()));
    }
}
