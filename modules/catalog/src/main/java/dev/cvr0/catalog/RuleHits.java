// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.Trace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the decisions of each rule of one catalog. Thread-safe. */
final class RuleHits implements Trace {

    private final ConcurrentMap<SourceLocation, LongAdder> hits = new ConcurrentHashMap<>();

    @Override
    public void determinedBy(Rule<?> rule) {
        count(rule);
    }

    @Override
    public void changedByBlock(Rule<Block> block) {
        count(block);
    }

    Map<SourceLocation, Long> counts() {
        return hits.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, hit -> hit.getValue().sum()));
    }

    private void count(Rule<?> rule) {
        LongAdder counter = hits.get(rule.location());
        if (counter == null) {
            counter = hits.computeIfAbsent(rule.location(), location -> new LongAdder());
        }
        counter.increment();
    }
}
