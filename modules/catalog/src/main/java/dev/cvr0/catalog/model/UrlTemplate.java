// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.util.Comparator;
import java.util.Optional;

/**
 * A URL that may depend on the locale of the client. A placeholder is replaced by a language from the file or by a
 * locale identifier, never by text from the client. Immutable.
 */
public final class UrlTemplate {

    public static final String LANGUAGE = "{language}";
    public static final String LOCALE = "{locale}";

    private final String text;
    private final Languages languages;
    private final DownloadUrl longest;
    private final Optional<DownloadUrl> constant;

    /**
     * Creates a template. Its expansions are not stored, because a catalog can have many templates and languages.
     *
     * @throws IllegalArgumentException if an expansion is not a valid URL
     */
    public UrlTemplate(String text, Languages languages) {
        this.text = text;
        this.languages = languages;
        this.longest = new DownloadUrl(longest(text, languages));
        this.constant = text.indexOf('{') < 0 ? Optional.of(longest) : Optional.empty();
    }

    /** Returns the longest expansion of a text. */
    public static String longest(String text, Languages languages) {
        Optional<String> language = languages.tags().stream().max(Comparator.comparingInt(String::length));
        return expand(text, language.orElse(""), new Lcid(0));
    }

    /** Returns the URL if it is the same for every client. */
    Optional<DownloadUrl> constant() {
        return constant;
    }

    /** Returns the longest expansion. */
    public DownloadUrl longest() {
        return longest;
    }

    DownloadUrl expand(EvaluationContext context) {
        if (constant.isPresent()) {
            return constant.get();
        }
        Lcid locale = context.client().program().locale();
        String language = languages.tags().isEmpty() ? "" : languages.of(locale);
        return new DownloadUrl(expand(text, language, locale));
    }

    @Override
    public String toString() {
        return text;
    }

    private static String expand(String text, String language, Lcid locale) {
        return text.replace(LANGUAGE, language).replace(LOCALE, locale.toString());
    }
}
