// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.During;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the blocked versions. */
final class BlockReader {

    private static final String BLOCKED = "blocked";
    private static final String LIBRARY = "library";
    private static final String VERSIONS = "versions";
    private static final String REASON = "reason";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(LIBRARY, VERSIONS, REASON), TimeReader.KEYS.stream())
            .toList();

    private final Releases releases;
    private final ProgramReader programs;
    private final TimeReader times;
    private final VersionRangeReader spans = new VersionRangeReader();

    BlockReader(Releases releases, TimeReader times) {
        this.releases = releases;
        this.programs = ProgramReader.known(releases);
        this.times = times;
    }

    List<Rule<Block>> read(YamlValue blocks) {
        List<Rule<Block>> read = new ArrayList<>();
        for (YamlValue block : blocks.elements("block")) {
            block(YamlMapping.of(block, KEYS)).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Rule<Block>> block(YamlMapping section) {
        Optional<String> library = section.require(LIBRARY).flatMap(programs::library);
        Optional<Condition> versions =
                section.require(VERSIONS).map(value -> programs.versions(value.all(spans::read)));
        Optional<String> reason = section.require(REASON).flatMap(YamlValue::remark);
        During time = times.during(section);
        if (library.isEmpty() || versions.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        OneOf ofLibrary = new OneOf(LIBRARY, ClientAttribute.LIBRARY, Set.of(library.get()), library.get());
        return Optional.of(new Rule<>(
                BLOCKED, section.self().location(), List.of(ofLibrary, versions.get(), time), new Block(reason.get())));
    }
}
