// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Catalogs.Found;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Reports;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.listing.CatalogListing;
import dev.cvr0.catalog.listing.CatalogListing.Entry;
import dev.cvr0.catalog.listing.CatalogListing.ScheduledChange;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules of a catalog in order, and its files. */
record CatalogOperation(Catalogs catalogs, Management management) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final int DEFAULT_RULES = 200;
    private static final int MAX_RULES = 1000;
    private static final int MAX_SCHEDULED = 200;
    private static final int MAX_WARNINGS = 200;

    /** {@code GET /v1/catalog}. */
    ApiResponse list(Call call) {
        int offset = call.number("offset", 0, Integer.MAX_VALUE);
        int limit = call.number("limit", DEFAULT_RULES, MAX_RULES);
        List<String> words = List.of(call.parameter("filter")
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT)
                .split("\\s+"));
        Found found = find(call);
        Catalog catalog = found.catalog();
        CatalogListing listing = catalog.listing();
        List<Entry> entries = words.equals(List.of(""))
                ? listing.entries()
                : listing.entries().stream()
                        .filter(entry -> words.stream().allMatch(entry::contains))
                        .toList();
        Map<SourceLocation, Long> hits = found.isServed() ? catalog.hits() : Map.of();
        JsonArrayBuilder rules = JSON.createArrayBuilder();
        entries.stream()
                .skip(offset)
                .limit(limit)
                .forEach(entry -> rules.add(json(entry)
                        .add(
                                "hits",
                                found.isServed()
                                        ? Json.createValue(hits.getOrDefault(entry.location(), 0L))
                                        : JsonValue.NULL)
                        .add("from", Reports.text(entry.from()))
                        .add("until", Reports.text(entry.until()))));
        JsonArrayBuilder scheduled = JSON.createArrayBuilder();
        listing.changesAfter(management.settings().clock().instant()).stream()
                .limit(MAX_SCHEDULED)
                .map(CatalogOperation::json)
                .forEach(scheduled::add);
        JsonArrayBuilder warnings = JSON.createArrayBuilder();
        catalog.warnings().stream()
                .limit(MAX_WARNINGS)
                .map(CatalogOperation::json)
                .forEach(warnings::add);
        JsonArrayBuilder files = JSON.createArrayBuilder();
        catalog.files()
                .forEach((name, bytes) ->
                        files.add(JSON.createObjectBuilder().add("name", name).add("size", bytes.length)));
        return ApiResponse.json(JSON.createObjectBuilder()
                .add("of", found.of())
                .add("source", catalog.source())
                .add(
                        "version",
                        found.version().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("digest", catalog.contentId())
                .add("total", entries.size())
                .add("rules", rules)
                .add("scheduled", scheduled)
                .add("warnings", warnings)
                .add("files", files)
                .build());
    }

    /** {@code GET /v1/catalog/files/{file}}. */
    ApiResponse file(Call call) {
        String name = call.variable("file");
        byte[] bytes = Optional.ofNullable(find(call).catalog().files().get(name))
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "the catalog has no file " + LogSafeText.quote(name) + "; GET /v1/catalog lists its files")));
        return ApiResponse.json(JSON.createObjectBuilder()
                .add("name", name)
                .add("text", new String(bytes, StandardCharsets.UTF_8))
                .build());
    }

    private Found find(Call call) {
        return catalogs.find(call.parameter("of").orElse(Catalogs.SERVED));
    }

    private static JsonObjectBuilder json(Entry entry) {
        return JSON.createObjectBuilder()
                .add("section", entry.section())
                .add("name", entry.name())
                .add("location", entry.location().toString())
                .add("conditions", JSON.createArrayBuilder(entry.conditions()))
                .add("answer", entry.answer());
    }

    private static JsonObjectBuilder json(ScheduledChange change) {
        return JSON.createObjectBuilder()
                .add("at", change.at().toString())
                .add("rule", change.rule())
                .add("change", change.change());
    }

    private static JsonObjectBuilder json(ValidationError warning) {
        return JSON.createObjectBuilder()
                .add("location", warning.location().toString())
                .add("message", warning.message());
    }
}
