// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads locales, by their identifiers or by language tags. */
final class LocaleReader {

    private static final Map<String, Set<Lcid>> BY_RANGE = byRange();

    /** A condition on the locale: identifiers, languages such as {@code es}, tags such as {@code pt-BR}. */
    Condition condition(String key, YamlValue value) {
        List<String> wanted = new ArrayList<>();
        Set<Lcid> locales = new HashSet<>();
        for (YamlValue one : value.oneOrMore()) {
            one.text().ifPresent(text -> {
                locales.addAll(locales(one, text));
                wanted.add(text);
            });
        }
        return new OneOf(key, ClientAttribute.LOCALE, locales, String.join(" or ", wanted));
    }

    /** Languages that downloads exist in. */
    Languages languages(YamlValue value) {
        List<String> tags = new ArrayList<>();
        for (YamlValue one : value.oneOrMore()) {
            one.text().map(Languages::canonical).filter(tag -> isTag(one, tag)).ifPresent(tags::add);
        }
        return new Languages(tags);
    }

    private static Set<Lcid> locales(YamlValue value, String text) {
        Set<Lcid> locales = text.startsWith("0x")
                ? Lcid.tryParse(text).map(Set::of).orElse(Set.of())
                : localesOf(Languages.canonical(text));
        if (locales.isEmpty()) {
            value.reject(
                    "is " + LogSafeText.quote(text) + ", expected 0x and four hexadecimal digits such as 0x0409, or the"
                            + " tag of a language such as es or pt-br");
        }
        return locales;
    }

    private static Set<Lcid> localesOf(String range) {
        return BY_RANGE.getOrDefault(range, Set.of());
    }

    private static boolean isTag(YamlValue value, String tag) {
        boolean known = !localesOf(tag).isEmpty();
        if (!known) {
            value.reject("is " + LogSafeText.quote(tag) + ", expected the tag of a language such as es or pt-br");
        }
        return known;
    }

    // RFC 4647, section 3.3.1: a tag is in the range of each of its beginnings.
    private static Map<String, Set<Lcid>> byRange() {
        Map<String, Set<Lcid>> locales = new HashMap<>();
        WindowsLocales.tags()
                .forEach((locale, tag) -> ranges(Languages.canonical(tag))
                        .forEach(range -> locales.computeIfAbsent(range, r -> new HashSet<>())
                                .add(locale)));
        return locales;
    }

    private static Stream<String> ranges(String tag) {
        return Stream.iterate(
                tag, range -> !range.isEmpty(), range -> range.substring(0, Math.max(0, range.lastIndexOf('-'))));
    }
}
