// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.model.UrlTemplate;
import dev.cvr0.catalog.model.Urls;
import dev.cvr0.catalog.model.VersionChoice;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the URLs of an answer: absolute, or as paths under the base of the file. */
final class UrlReader {

    static final String DOWNLOAD = "download";
    static final String FALLBACK = "fallback";

    private static final int MAX_LENGTH_TOGETHER = 1024;
    private static final String VERSION = "{version}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern WRITTEN_HOST = Pattern.compile("[^:/{]+://[^/?#{]+[/?].*");

    private final String base;
    private final Languages languages;
    // Many rules have the same fallback.
    private final Map<String, UrlTemplate> templates = new HashMap<>();

    UrlReader(Optional<YamlValue> base, Languages languages) {
        this.base = base.flatMap(UrlReader::base).orElse("");
        this.languages = languages;
    }

    /** Reads both URLs. They are sent in one line, whose length old clients limit. */
    Optional<Urls> read(YamlMapping section, Optional<VersionChoice> recommend) {
        Optional<UrlTemplate> download = section.require(DOWNLOAD, value -> url(value, recommend));
        Optional<UrlTemplate> fallback = section.require(FALLBACK, value -> url(value, recommend));
        if (download.isEmpty() || fallback.isEmpty()) {
            return Optional.empty();
        }
        int length = length(download.get()) + length(fallback.get());
        section.self()
                .check(
                        length <= MAX_LENGTH_TOGETHER,
                        "has a download and a fallback of " + length + " characters together, expected at most "
                                + MAX_LENGTH_TOGETHER);
        return Optional.of(new Urls(download.get(), fallback.get()));
    }

    private static Optional<String> base(YamlValue value) {
        return value.token(MAX_LENGTH_TOGETHER)
                .filter(url -> isUrl(value, url, url))
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private Optional<UrlTemplate> url(YamlValue value, Optional<VersionChoice> recommend) {
        return value.token(MAX_LENGTH_TOGETHER)
                .filter(text -> value.check(
                        !text.startsWith("/") || !base.isEmpty(),
                        "begins with '/', expected a usable 'base-url' to put before it"))
                .map(text -> text.startsWith("/") ? base + text : text)
                .filter(text -> hasKnownPlaceholders(value, text, recommend))
                .map(text -> withVersion(text, recommend))
                .filter(text -> isUrl(value, text, UrlTemplate.longest(text, languages)))
                .map(text -> templates.computeIfAbsent(text, t -> new UrlTemplate(t, languages)));
    }

    private boolean hasKnownPlaceholders(YamlValue value, String text, Optional<VersionChoice> recommend) {
        Optional<String> fault = PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .flatMap(placeholder -> fault(placeholder, recommend).stream())
                .findFirst();
        fault.ifPresent(value::reject);
        boolean hostIsWritten = value.check(
                !text.contains("{") || WRITTEN_HOST.matcher(text).matches(),
                "has a placeholder before the path, expected the whole host in the file");
        return fault.isEmpty() && hostIsWritten;
    }

    private Optional<String> fault(String placeholder, Optional<VersionChoice> recommend) {
        return switch (placeholder) {
            case UrlTemplate.LOCALE -> Optional.empty();
            case UrlTemplate.LANGUAGE ->
                Optional.of("has the placeholder {language}, expected a key 'languages' in the file that lists those"
                                + " that there are, the one for everybody else first")
                        .filter(fault -> languages.tags().isEmpty());
            case VERSION ->
                Optional.of("has the placeholder {version}, expected a version in 'recommend' to put there")
                        .filter(fault -> recommend.isPresent()
                                && recommend.get().constant().isEmpty());
            default ->
                Optional.of("has the placeholder " + LogSafeText.quote(placeholder)
                        + ", expected one of {language}, {locale}, {version}");
        };
    }

    private static String withVersion(String text, Optional<VersionChoice> recommend) {
        return recommend
                .flatMap(VersionChoice::constant)
                .map(version -> text.replace(VERSION, version.text()))
                .orElse(text);
    }

    private static int length(UrlTemplate template) {
        return template.longest().token().encoded().length();
    }

    private static boolean isUrl(YamlValue value, String text, String expanded) {
        Optional<String> fault = DownloadUrl.validate(expanded);
        fault.ifPresent(wrong -> value.reject("is " + LogSafeText.quote(text) + ", which " + wrong));
        return fault.isEmpty();
    }
}
