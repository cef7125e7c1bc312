// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.FromAddress;
import dev.cvr0.catalog.condition.FromUser;
import dev.cvr0.catalog.condition.InGroup;
import dev.cvr0.catalog.condition.InGroup.Group;
import dev.cvr0.catalog.condition.OffersDialect;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.condition.VersionRange;
import dev.cvr0.catalog.condition.WithinVersions;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.Traits;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import dev.cvr0.settings.AddressBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the conditions on a client, in the order of the parameters on the wire, and groups of conditions. */
final class ConditionReader {

    private static final String GROUP = "group";
    private static final String FROM = "from";
    private static final String BELOW = "below";

    private static final int MAX_RELEASES_IN_RANGES = 500_000;

    private final Optional<Releases> known;
    private final Map<String, BiFunction<String, YamlValue, Condition>> readers = new LinkedHashMap<>();
    private final List<String> fields;
    private final List<String> keys;
    private final Map<String, Group> groups = new HashMap<>();
    private final List<Rule<Set<String>>> groupsWithTraits = new ArrayList<>();
    private boolean anyLibrary;
    // Shared, because many rules have the same ranges.
    private final Map<String, Condition> versions = new HashMap<>();
    private long releasesInRanges;

    /** Creates a reader. For rules about known clients, it checks libraries against the releases. */
    ConditionReader(Optional<Releases> known, Optional<YamlValue> groups, TraitReader traits) {
        this.known = known;
        readers.put("locale", LocaleReader::condition);
        readers.put("system-type", (key, value) -> oneOf(key, ClientAttribute.SYSTEM_TYPE, value, YamlValue::token));
        readers.put(
                "system-version",
                (key, value) -> new WithinVersions(true, value.readAll(ConditionReader::versionRange)));
        readers.put("architecture", (key, value) -> oneOf(key, ClientAttribute.ARCHITECTURE, value, YamlValue::token));
        readers.put("library", (key, value) -> oneOf(key, ClientAttribute.LIBRARY, value, this::library));
        readers.put("client-version", (key, value) -> versions(value));
        readers.put("codebase", (key, value) -> oneOf(key, ClientAttribute.CODEBASE, value, ConditionReader::codebase));
        readers.put("user-handle", (key, value) -> users(value));
        readers.put(
                "offered-dialect",
                (key, value) -> new OffersDialect(Set.copyOf(value.readAll(ConditionReader::dialect))));
        readers.put("remote-address", (key, value) -> new FromAddress(value.readAll(ConditionReader::block)));
        this.fields = List.copyOf(readers.keySet());
        readers.put(GROUP, (key, value) -> new InGroup(value.readAll(this::group)));
        this.keys = List.copyOf(readers.keySet());
        groups.ifPresent(value -> readGroups(value, traits));
    }

    // A group cannot refer to another one.
    private void readGroups(YamlValue value, TraitReader traits) {
        List<String> keysOfGroups =
                Stream.concat(fields.stream(), Stream.of(TraitReader.TRAITS)).toList();
        for (YamlValue.Entry entry : value.entries()) {
            YamlMapping section = YamlMapping.of(entry.value(), keysOfGroups);
            Set<String> ofGroup = traits.read(section);
            // Unknown clients have traits too.
            anyLibrary = !ofGroup.isEmpty();
            Group group = new Group(entry.name(), conditions(section));
            anyLibrary = false;
            entry.value().check(!group.conditions().isEmpty(), "the group has no conditions; add one");
            groups.put(entry.name(), group);
            if (!ofGroup.isEmpty()) {
                groupsWithTraits.add(new Rule<>(entry.name(), entry.value().location(), group.conditions(), ofGroup));
            }
        }
        if (groupsWithTraits.size() > Traits.MAX_TRAITS) {
            throw value.excess("more than " + Traits.MAX_TRAITS + " groups have traits; use fewer");
        }
    }

    List<Rule<Set<String>>> groupsWithTraits() {
        return groupsWithTraits;
    }

    List<Condition> read(YamlValue when) {
        return conditions(YamlMapping.of(when, keys));
    }

    private List<Condition> conditions(YamlMapping section) {
        List<Condition> conditions = new ArrayList<>();
        readers.forEach((key, reader) -> section.get(key)
                .map(value -> reader.apply(key, value))
                .ifPresent(condition -> {
                    // The conditions of a single group are inlined, so that an explanation names the one that fails.
                    if (condition instanceof InGroup of && of.groups().size() == 1) {
                        conditions.addAll(of.groups().get(0).conditions());
                    } else {
                        conditions.add(condition);
                    }
                }));
        return conditions;
    }

    private Optional<Group> group(YamlValue value) {
        return value.text()
                .filter(name -> value.checkKnown(groups.keySet(), name, "is not defined under groups", "define it"))
                .map(groups::get);
    }

    Optional<String> library(YamlValue value) {
        Optional<String> library = value.token();
        if (library.isPresent() && known.isPresent() && !anyLibrary) {
            value.checkKnown(known.get().libraries(), library.get(), "is not listed under releases", "list it");
        }
        return library;
    }

    /** Reads a condition on the client version. For known clients, it lists the matching releases. */
    Condition versions(YamlValue value) {
        List<VersionRange> ranges = value.readAll(ConditionReader::versionRange);
        return known.isEmpty()
                ? new WithinVersions(false, ranges)
                : versions.computeIfAbsent(
                        VersionRange.text(ranges),
                        text -> new OneOf(
                                "client-version", ClientAttribute.CLIENT_VERSION, releasesIn(value, ranges), text));
    }

    private Set<ClientVersion> releasesIn(YamlValue value, List<VersionRange> ranges) {
        Set<ClientVersion> releases = known.orElseThrow().versions().stream()
                .filter(version -> VersionRange.anyContains(ranges, version))
                .collect(Collectors.toSet());
        releasesInRanges += releases.size();
        if (releasesInRanges > MAX_RELEASES_IN_RANGES) {
            throw value.excess("the version ranges up to this one match more than " + MAX_RELEASES_IN_RANGES
                    + " releases in total; use fewer different ranges");
        }
        return releases;
    }

    // One version, or a mapping with 'from' (inclusive), 'below' (exclusive) or both.
    private static Optional<VersionRange> versionRange(YamlValue value) {
        if (!value.isMapping()) {
            return value.version().map(VersionRange::of);
        }
        YamlMapping section = YamlMapping.of(value, List.of(FROM, BELOW));
        value.check(!section.values().isEmpty(), "the range has no bounds; add 'from', 'below' or both");
        Optional<ClientVersion> from = section.get(FROM, YamlValue::version);
        Optional<ClientVersion> below = section.get(BELOW, YamlValue::version);
        if (from.isPresent() && below.isPresent() && from.get().compareTo(below.get()) >= 0) {
            value.reject("the range from " + from.get() + " below " + below.get() + " is empty; raise 'below'");
            return Optional.empty();
        }
        return from.or(() -> below).map(any -> new VersionRange(from, below, false));
    }

    private static Condition oneOf(
            String key, ClientAttribute attribute, YamlValue value, Function<YamlValue, Optional<String>> read) {
        List<String> texts = value.readAll(read);
        String expected =
                texts.stream().map(text -> text.isEmpty() ? "''" : text).collect(Collectors.joining(" or "));
        return new OneOf(key, attribute, Set.copyOf(texts), expected);
    }

    // The codebase of a client that did not send one is empty, and a rule can match it.
    private static Optional<String> codebase(YamlValue value) {
        return value.isText("") ? value.text() : value.token();
    }

    private static Condition users(YamlValue value) {
        Map<Boolean, Set<String>> users = value.readAll(ConditionReader::user).stream()
                .collect(Collectors.partitioningBy(user -> user.startsWith("@"), Collectors.toSet()));
        Set<String> domains = users.getOrDefault(true, Set.of()).stream()
                .map(domain -> domain.substring(1))
                .collect(Collectors.toSet());
        return new FromUser(users.getOrDefault(false, Set.of()), domains);
    }

    private static Optional<String> user(YamlValue value) {
        value.check(
                !value.isText("@"),
                "'@' is not a user; use a handle, a domain such as @example.com, or '' for clients without a handle");
        return codebase(value).map(ClientAttribute::normalizeHandle);
    }

    private static Optional<Dialect> dialect(YamlValue value) {
        return value.parse(Dialect::tryParse, "is not a dialect; use a name such as MSNP8");
    }

    private static Optional<AddressBlock> block(YamlValue value) {
        return value.parse(
                text -> AddressBlock.tryParse(text).filter(AddressBlock::isCanonical),
                "is not an address or block; use an address such as 192.0.2.7, or a block whose host bits are 0, such as"
                        + " 192.0.2.0/24 or 2001:db8::/32");
    }
}
