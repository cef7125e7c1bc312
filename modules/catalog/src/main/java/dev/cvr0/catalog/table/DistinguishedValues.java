// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.table;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.InGroup;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.condition.WithinVersions;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.model.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that the conditions and languages of a catalog distinguish, each list beginning with any other value. */
record DistinguishedValues(
        List<String> systemTypes, List<String> systemVersions, List<String> architectures, List<Lcid> locales) {

    static DistinguishedValues of(CatalogModel catalog) {
        return new DistinguishedValues(
                texts(catalog, ClientAttribute.SYSTEM_TYPE),
                systemVersions(catalog),
                texts(catalog, ClientAttribute.ARCHITECTURE),
                locales(catalog));
    }

    long combinations() {
        return lists().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** Returns the lists in the order of the components. */
    List<List<?>> lists() {
        return List.of(systemTypes, systemVersions, architectures, locales);
    }

    /** Returns the conditions on known clients, with those of groups. */
    static Stream<Condition> conditions(CatalogModel catalog) {
        Stream<? extends Rule<?>> rules = Stream.of(
                        catalog.rules().rules(),
                        catalog.blocks().rules(),
                        catalog.traits().groups())
                .flatMap(List::stream);
        return flat(rules.flatMap(rule -> rule.conditions().stream()));
    }

    private static Stream<Condition> flat(Stream<Condition> conditions) {
        return conditions.flatMap(condition -> condition instanceof InGroup in
                ? flat(in.groups().stream().flatMap(group -> group.conditions().stream()))
                : Stream.of(condition));
    }

    private static Stream<Object> values(CatalogModel catalog, ClientAttribute attribute) {
        return conditions(catalog)
                .filter(OneOf.class::isInstance)
                .map(OneOf.class::cast)
                .filter(condition -> condition.attribute() == attribute)
                .flatMap(condition -> condition.values().stream());
    }

    private static List<String> texts(CatalogModel catalog, ClientAttribute attribute) {
        Set<String> texts =
                values(catalog, attribute).map(String.class::cast).collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(Stream.of(AnswerTable.ANY), texts.stream())
                .distinct()
                .toList();
    }

    // The versions at which a range begins, and the first ones after a range.
    private static List<String> systemVersions(CatalogModel catalog) {
        Set<ClientVersion> versions = conditions(catalog)
                .filter(WithinVersions.class::isInstance)
                .map(WithinVersions.class::cast)
                .filter(WithinVersions::ofSystem)
                .flatMap(condition -> condition.ranges().stream())
                .flatMap(range -> range.bounds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(Stream.of(AnswerTable.ANY), versions.stream().map(ClientVersion::text))
                .toList();
    }

    private static List<Lcid> locales(CatalogModel catalog) {
        Languages languages = catalog.languages();
        Stream<Lcid> translated = languages.byLocale().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(languages.tags().get(0)))
                .map(entry -> entry.getKey());
        Stream<Lcid> named = values(catalog, ClientAttribute.LOCALE).map(Lcid.class::cast);
        return Stream.concat(
                        Stream.of(new Lcid(0)),
                        Stream.concat(translated, named).distinct().sorted(Comparator.comparingInt(Lcid::value)))
                .distinct()
                .toList();
    }
}
