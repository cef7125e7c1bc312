// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads locales, by their identifiers or by language tags. */
final class LocaleReader {

    private static final Map<String, Set<Lcid>> BY_RANGE = byRange();

    private LocaleReader() {}

    /** Reads a condition on the locale: identifiers, languages such as {@code es}, tags such as {@code pt-BR}. */
    static Condition condition(String key, YamlValue value) {
        List<String> expected = value.readAll(YamlValue::text);
        Set<Lcid> locales = value
                .readAll(one -> one.parse(
                        LocaleReader::locales,
                        "is not a locale; use 0x and four hexadecimal digits, such as 0x0409, or a language tag, such as"
                                + " es or pt-br"))
                .stream()
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        return new OneOf(key, ClientAttribute.LOCALE, locales, String.join(" or ", expected));
    }

    static Languages languages(YamlValue value) {
        return new Languages(value
                .readAll(one -> one.parse(
                        text -> Optional.of(Languages.canonical(text)).filter(BY_RANGE::containsKey),
                        "is not a known language; use a language tag such as es or pt-br"))
                .stream()
                .distinct()
                .toList());
    }

    private static Optional<Set<Lcid>> locales(String text) {
        return text.startsWith("0x")
                ? Lcid.tryParse(text).map(Set::of)
                : Optional.ofNullable(BY_RANGE.get(Languages.canonical(text)));
    }

    // RFC 4647, section 3.3.1: a tag is in the range of each of its prefixes.
    private static Map<String, Set<Lcid>> byRange() {
        Map<String, Set<Lcid>> locales = new HashMap<>();
        WindowsLocales.tags()
                .forEach((locale, tag) -> Stream.iterate(
                                Languages.canonical(tag),
                                range -> !range.isEmpty(),
                                range -> range.substring(0, Math.max(0, range.lastIndexOf('-'))))
                        .forEach(range -> locales.computeIfAbsent(range, r -> new HashSet<>())
                                .add(locale)));
        return locales;
    }
}
