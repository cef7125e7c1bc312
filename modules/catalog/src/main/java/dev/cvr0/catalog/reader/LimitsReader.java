// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.Urls;
import dev.cvr0.catalog.model.VersionChoice.Fixed;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads floors and blocks, which change the answer of a rule. */
record LimitsReader(Releases releases, ConditionReader conditions, UrlReader urls, TimeReader times) {

    private static final String LIBRARY = "library";
    private static final String BEFORE = "before";
    private static final String VIA = "via";
    private static final String VERSIONS = "versions";
    private static final String REASON = "reason";
    private static final List<String> FLOOR_KEYS =
            List.of(LIBRARY, BEFORE, VIA, UrlReader.DOWNLOAD, UrlReader.FALLBACK);
    private static final List<String> BLOCK_KEYS =
            List.of(LIBRARY, VERSIONS, REASON, TimeReader.FROM, TimeReader.UNTIL);

    List<Rule<Block>> blocks(YamlValue blocks) {
        return blocks.elements().stream()
                .flatMap(block -> block(YamlMapping.of(block, BLOCK_KEYS)).stream())
                .toList();
    }

    private Optional<Rule<Block>> block(YamlMapping section) {
        Optional<String> library = section.require(LIBRARY, conditions::library);
        Optional<Condition> versions = section.require(VERSIONS, value -> Optional.of(conditions.versions(value)));
        Optional<String> reason = section.require(REASON, YamlValue::singleLine);
        TimeRange time = times.during(section);
        if (library.isEmpty() || versions.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        OneOf ofLibrary = new OneOf(LIBRARY, ClientAttribute.LIBRARY, Set.of(library.get()), library.get());
        return Optional.of(new Rule<>(
                "blocked",
                section.self().location(),
                List.of(ofLibrary, versions.get(), time),
                new Block(reason.get())));
    }

    /** Returns the floors, the earliest first: if two apply to a client, the earlier one is used. */
    List<Floor> floors(YamlValue floors) {
        List<Floor> read = new ArrayList<>();
        for (YamlValue floor : floors.elements()) {
            floor(YamlMapping.of(floor, FLOOR_KEYS))
                    .filter(one -> isFirst(one, floor, read))
                    .ifPresent(read::add);
        }
        read.sort(Comparator.comparing(Floor::via));
        return read;
    }

    private Optional<Floor> floor(YamlMapping section) {
        Optional<String> library = section.require(LIBRARY, conditions::library);
        Optional<ClientVersion> before = section.require(BEFORE, YamlValue::version);
        Optional<ClientVersion> via = section.require(VIA, value -> via(value, before));
        Optional<Urls> floorUrls = urls.read(section, via.map(Fixed::new));
        if (library.isEmpty() || before.isEmpty() || via.isEmpty() || floorUrls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Floor(section.self().location(), library.get(), before.get(), via.get(), floorUrls.get()));
    }

    private Optional<ClientVersion> via(YamlValue value, Optional<ClientVersion> before) {
        Optional<ClientVersion> via = value.version();
        via.ifPresent(version -> AnswerReader.checkReleased(value, version, releases));
        if (via.isPresent() && before.isPresent() && via.get().compareTo(before.get()) >= 0) {
            value.reject(via.get() + " is not older than before " + before.get() + "; lower it");
        }
        return via;
    }

    private static boolean isFirst(Floor floor, YamlValue value, List<Floor> others) {
        Optional<Floor> duplicated = others.stream()
                .filter(other -> other.library().equals(floor.library())
                        && other.before().equals(floor.before()))
                .findFirst();
        duplicated.ifPresent(other -> value.reject("a floor of " + LogSafeText.quote(floor.library()) + " before "
                + floor.before() + " is already defined at " + other.location() + "; remove one"));
        return duplicated.isEmpty();
    }
}
