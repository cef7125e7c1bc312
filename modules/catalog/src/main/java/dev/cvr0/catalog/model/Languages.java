// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The languages of downloads, as language tags in lower case, and the language for each locale. Immutable. */
public final class Languages {

    private final List<String> tags;
    private final Map<Lcid, String> byLocale;

    /** Copies the tags, the default language first. */
    public Languages(List<String> tags) {
        this.tags = List.copyOf(tags);
        this.byLocale = tags.isEmpty()
                ? Map.of()
                : WindowsLocales.tags().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> lookUp(entry.getValue())));
    }

    /** Tells whether the file lists no languages. */
    public boolean isEmpty() {
        return tags.isEmpty();
    }

    /** Returns the languages, the default first. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the language of a locale: its tag, the longest known prefix of its tag, or the default. */
    public String of(Lcid locale) {
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

    /** Returns a tag as it is compared and sent. */
    public static String canonical(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
