// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.Query;
import java.util.Comparator;

/**
 * A URL that may depend on the client's locale. What is put in is a language that the file lists or the identifier of the
 * locale, never a text of the client.
 *
 * @param text the URL, in which {@value #LANGUAGE} and {@value #LOCALE} may stand
 * @param languages what the first of them can become
 */
record UrlTemplate(String text, Languages languages) {

    static final String LANGUAGE = "{language}";
    static final String LOCALE = "{locale}";

    String expand(Query query) {
        return text.indexOf('{') < 0 ? text : expand(query.client().locale());
    }

    /** The longest that it can become. */
    String longest() {
        String language = languages.tags().stream()
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return expand(language, new Lcid(0));
    }

    private String expand(Lcid locale) {
        return expand(languages.isEmpty() ? "" : languages.of(locale), locale);
    }

    private String expand(String language, Lcid locale) {
        return text.replace(LANGUAGE, language).replace(LOCALE, locale.toString());
    }
}
