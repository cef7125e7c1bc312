// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.During;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.VersionChoice.Fixed;
import dev.cvr0.catalog.yaml.ErrorCollector;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds answers that send clients to a blocked version. */
final class BlockChecks {

    private final ErrorCollector problems;
    private final Releases releases;
    private final List<Rule<Block>> blocks;

    BlockChecks(ErrorCollector problems, Releases releases, List<Rule<Block>> blocks) {
        this.problems = problems;
        this.releases = releases;
        this.blocks = blocks;
    }

    void rule(Rule<Answer> rule) {
        if (rule.outcome().recommend() instanceof Fixed fixed) {
            target(
                    "the rule " + LogSafeText.quote(rule.name()) + " recommends ",
                    rule.location(),
                    fixed.version(),
                    time(rule));
        }
    }

    void floor(Floor floor) {
        target("the floor sends clients to ", floor.location(), floor.via(), During.ALWAYS);
    }

    // The target may be of another library than the client. It is taken as blocked if it is so in each that has it.
    private void target(String what, SourceLocation location, ClientVersion version, During time) {
        Optional<Rule<Block>> block = blocks.stream()
                .filter(one -> has(one, ClientAttribute.CLIENT_VERSION, version))
                .filter(one -> time(one).meets(time))
                .findFirst();
        boolean everywhere = releases.libraries().stream()
                .filter(library -> releases.versions(library).contains(version))
                .allMatch(library -> blocks.stream()
                        .anyMatch(one -> has(one, ClientAttribute.CLIENT_VERSION, version)
                                && has(one, ClientAttribute.LIBRARY, library)
                                && time(one).meets(time)));
        if (block.isPresent() && everywhere) {
            problems.add(
                    location,
                    what + version + ", which is blocked at " + block.get().location()
                            + ", expected a version that is not");
        }
    }

    private static boolean has(Rule<Block> block, ClientAttribute facet, Object value) {
        return block.keys(facet).orElse(Set.of()).contains(value);
    }

    private static During time(Rule<?> rule) {
        return rule.conditions().stream()
                .filter(During.class::isInstance)
                .map(During.class::cast)
                .findFirst()
                .orElse(During.ALWAYS);
    }
}
