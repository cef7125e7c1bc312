// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The languages of downloads, as language tags in lower case.
 *
 * @param tags the languages, the default first; none if the file lists none. Copied
 * @param byLocale the language for each known locale
 */
public record Languages(List<String> tags, Map<Lcid, String> byLocale) {

    /** Looks up the language of each locale. */
    public Languages(List<String> tags) {
        this(
                List.copyOf(tags),
                tags.isEmpty()
                        ? Map.of()
                        : WindowsLocales.tags().entrySet().stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, entry -> lookUp(entry.getValue(), tags))));
    }

    /** Returns the language of a locale: its tag, the longest known prefix of its tag, or the default. */
    String of(Lcid locale) {
        return byLocale.getOrDefault(locale, tags.get(0));
    }

    // RFC 4647, section 3.4.
    private static String lookUp(String locale, List<String> tags) {
        String range = canonical(locale);
        while (!range.isEmpty() && !tags.contains(range)) {
            range = range.substring(0, Math.max(0, range.lastIndexOf('-')));
        }
        return range.isEmpty() ? tags.get(0) : range;
    }

    /** Returns a tag in lower case, as it is compared and sent. */
    public static String canonical(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
