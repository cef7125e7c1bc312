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
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the URLs of an answer: absolute URLs, or paths that are appended to the {@code base-url} of the file. */
final class UrlReader {

    static final String DOWNLOAD = "download";
    static final String FALLBACK = "fallback";

    private static final int MAX_TOTAL_LENGTH = 1024;
    private static final String VERSION = "{version}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern LITERAL_HOST = Pattern.compile("[^:/{]+://[^/?#{]+[/?].*");

    private final boolean hasBase;
    private final String base;
    private final Optional<List<DownloadHost>> hosts;
    private final Languages languages;
    // Shared, because many rules have the same fallback.
    private final Map<String, UrlTemplate> templates = new HashMap<>();

    UrlReader(Optional<YamlValue> base, Languages languages, Optional<YamlValue> hosts) {
        this.hosts = hosts.flatMap(UrlReader::hosts);
        this.hasBase = base.isPresent();
        this.base = base.flatMap(this::base).orElse("");
        this.languages = languages;
    }

    /** Reads both URLs. Their total length is limited, because old clients limit the length of a line. */
    Optional<Urls> read(YamlMapping section, Optional<VersionChoice> recommend) {
        Optional<UrlTemplate> download = section.require(DOWNLOAD, value -> url(value, recommend));
        Optional<UrlTemplate> fallback = section.require(FALLBACK, value -> url(value, recommend));
        if (download.isEmpty() || fallback.isEmpty()) {
            return Optional.empty();
        }
        int length = length(download.get()) + length(fallback.get());
        section.self()
                .check(
                        length <= MAX_TOTAL_LENGTH,
                        "download and fallback have " + length + " characters in total; use at most "
                                + MAX_TOTAL_LENGTH);
        return Optional.of(new Urls(download.get(), fallback.get()));
    }

    // With an invalid entry the list is not applied, so that the entry causes one error only.
    private static Optional<List<DownloadHost>> hosts(YamlValue value) {
        int errorsBefore = value.errors().count();
        List<DownloadHost> hosts = value.readAll(one ->
                one.parse(DownloadHost::tryParse, "is not a host; use a name such as example.org, or *.example.org"));
        return value.errors().count() == errorsBefore ? Optional.of(hosts) : Optional.empty();
    }

    private Optional<String> base(YamlValue value) {
        return value.token(MAX_TOTAL_LENGTH)
                .filter(url -> isUrl(value, url, url))
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private Optional<UrlTemplate> url(YamlValue value, Optional<VersionChoice> recommend) {
        return value.token(MAX_TOTAL_LENGTH)
                .filter(text -> !text.startsWith("/") || hasBase(value))
                .map(text -> text.startsWith("/") ? base + text : text)
                .filter(text -> hasKnownPlaceholders(value, text, recommend))
                .map(text -> withVersion(text, recommend))
                .filter(text -> isUrl(value, text, UrlTemplate.longest(text, languages)))
                .map(text -> templates.computeIfAbsent(text, t -> new UrlTemplate(t, languages)));
    }

    // An invalid base URL has been rejected where it is set.
    private boolean hasBase(YamlValue value) {
        value.check(hasBase, "begins with '/', but base-url is missing; set it or use an absolute URL");
        return !base.isEmpty();
    }

    private boolean hasKnownPlaceholders(YamlValue value, String text, Optional<VersionChoice> recommend) {
        Optional<String> problem = PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .flatMap(placeholder -> problem(placeholder, recommend).stream())
                .findFirst();
        problem.ifPresent(value::reject);
        boolean hasLiteralHost = value.check(
                !text.contains("{") || LITERAL_HOST.matcher(text).matches(),
                "a placeholder is not allowed before the path; write out the host");
        return problem.isEmpty() && hasLiteralHost;
    }

    private Optional<String> problem(String placeholder, Optional<VersionChoice> recommend) {
        return switch (placeholder) {
            case UrlTemplate.LOCALE -> Optional.empty();
            case UrlTemplate.LANGUAGE ->
                Optional.of("{language} has no value, because the file does not list languages; add the key languages")
                        .filter(problem -> languages.tags().isEmpty());
            case VERSION ->
                Optional.of("{version} has no value, because recommend is not a fixed version; remove the placeholder")
                        .filter(problem -> recommend.isPresent()
                                && recommend.get().constant().isEmpty());
            default ->
                Optional.of(LogSafeText.quote(placeholder)
                        + " is not a placeholder; use {language}, {locale} or {version}");
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

    private boolean isUrl(YamlValue value, String text, String expanded) {
        Optional<String> problem = DownloadUrl.validate(expanded).or(() -> hostProblem(expanded));
        problem.ifPresent(rule -> value.reject(LogSafeText.quote(text) + " "
                + (text.contains("://")
                        ? rule
                        : "does not begin with http://, https:// or ftp://; add it, for example "
                                + LogSafeText.quote("https://" + text))));
        return problem.isEmpty();
    }

    private Optional<String> hostProblem(String url) {
        String host = URI.create(url).getHost();
        return hosts.filter(allowed -> allowed.stream().noneMatch(one -> one.matches(host)))
                .map(allowed -> "has a host that is not listed under download-hosts; list " + LogSafeText.quote(host)
                        + " if it may serve downloads");
    }
}
