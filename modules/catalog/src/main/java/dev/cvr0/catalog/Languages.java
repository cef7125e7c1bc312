// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The languages that there are downloads in, as language tags in lower case, and which of them a client is given. */
final class Languages {

    private final List<String> tags;
    private final Map<Lcid, String> byLocale;

    /** Languages, the one for everybody else first. */
    Languages(List<String> tags) {
        this.tags = List.copyOf(tags);
        this.byLocale = tags.isEmpty()
                ? Map.of()
                : WindowsLocales.tags().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> lookUp(entry.getValue())));
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    /** The languages, the one for everybody else first. */
    List<String> tags() {
        return tags;
    }

    /** The language for a locale: its own tag, or as much of the tag as there is a language for, or the first. */
    String of(Lcid locale) {
        return byLocale.getOrDefault(locale, tags.get(0));
    }

    // RFC 4647, section 3.4.
    private String lookUp(String locale) {
        String range = canonical(locale);
        while (!range.isEmpty() && !tags.contains(range)) {
            range = range.substring(0, Math.max(0, range.lastIndexOf('-')));
        }
        return range.isEmpty() ? tags.get(0) : range;
    }

    /** A tag as it is compared and sent. */
    static String canonical(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
