// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A URL that may depend on the locale of the client. A placeholder becomes a language of the file or the identifier of
 * the locale, never a text of the client. Immutable.
 */
public final class UrlTemplate {

    /** The placeholder for the language. */
    public static final String LANGUAGE = "{language}";

    /** The placeholder for the locale identifier. */
    public static final String LOCALE = "{locale}";

    private final String text;
    private final Languages languages;
    private final Optional<DownloadUrl> constant;
    private final DownloadUrl longest;
    private final Map<String, DownloadUrl> byLanguage = new HashMap<>();

    /**
     * Expands the template as far as possible.
     *
     * @param text the URL, which may contain {@value #LANGUAGE} and {@value #LOCALE}
     * @param languages the values of the first placeholder
     * @throws IllegalArgumentException if an expansion is not a valid URL
     */
    public UrlTemplate(String text, Languages languages) {
        this.text = text;
        this.languages = languages;
        this.longest = new DownloadUrl(longest(text, languages));
        this.constant = text.indexOf('{') < 0 ? Optional.of(longest) : Optional.empty();
        if (constant.isEmpty() && !text.contains(LOCALE)) {
            languages.tags().forEach(tag -> byLanguage.put(tag, new DownloadUrl(text.replace(LANGUAGE, tag))));
        }
    }

    /** Returns the longest expansion of a text. */
    public static String longest(String text, Languages languages) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String language = languages.tags().stream()
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return expand(text, language, new Lcid(0));
    }

    /** Returns the URL if it is the same for every client. */
    public Optional<DownloadUrl> constant() {
        return constant;
    }

    /** Returns the longest URL. */
    public DownloadUrl longest() {
        return longest;
    }

    /** Returns the URL for a client. */
    DownloadUrl expand(EvaluationContext context) {
        return constant.isPresent()
                ? constant.get()
                : expand(context.client().program().locale());
    }

    private DownloadUrl expand(Lcid locale) {
        String language = languages.isEmpty() ? "" : languages.of(locale);
        return byLanguage.isEmpty() ? new DownloadUrl(expand(text, language, locale)) : byLanguage.get(language);
    }

    private static String expand(String text, String language, Lcid locale) {
        return text.replace(LANGUAGE, language).replace(LOCALE, locale.toString());
    }
}
