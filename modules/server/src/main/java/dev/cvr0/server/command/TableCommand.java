// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.table.AnswerTable;
import dev.cvr0.catalog.table.AnswerTable.Row;
import dev.cvr0.server.settings.LayeredSettings;
import dev.cvr0.server.settings.ServerSettings;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cvr0 table}: prints the answers of a catalog. */
@Command(
        name = "table",
        description =
                "Prints the answers for every release, system and locale that the catalog distinguishes, as columns"
                        + " separated by tabs. '*' is any value that has no rows for the release. The catalog need not be"
                        + " signed.",
        mixinStandardHelpOptions = true)
public final class TableCommand implements Callable<Integer> {

    // The methods of Json look up the provider at each call.
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final String TRAITS = "traits";
    private static final List<String> COLUMNS = List.of(
            "library",
            "version",
            "system-type",
            "system-version",
            "architecture",
            "locale",
            "urgency",
            "recommended",
            "second",
            "minimum",
            "enforcement",
            TRAITS,
            "download",
            "fallback",
            "rule",
            "location");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The time at which the rules are evaluated, such as 2007-09-12T10:00+02:00. Default: now.")
    private Optional<OffsetDateTime> at = Optional.empty();

    @Override
    public Integer call() {
        CatalogSettings settings = settings();
        CatalogLoader loader = new CatalogLoader();
        Catalog catalog = settings.location().isEmpty() ? loader.bundled() : loader.load(Path.of(settings.location()));
        return print(catalog.table(settings.clock().instant()));
    }

    private CatalogSettings settings() {
        LayeredSettings source = options.unsigned(at.map(time -> Map.of(CatalogSettings.AT.key(), time.toString()))
                .orElse(Map.of()));
        ServerSettings.read(source);
        return CatalogSettings.read(new SettingsReader(source));
    }

    private int print(AnswerTable table) {
        if (table.combinations() > AnswerTable.MAX_COMBINATIONS) {
            spec.commandLine()
                    .getErr()
                    .println("cvr0: the catalog distinguishes " + table.combinations()
                            + " combinations of systems and locales; a table has at most "
                            + AnswerTable.MAX_COMBINATIONS + "; run 'cvr0 serve' or 'cvr0 explain' instead");
            return ExitCodes.EXIT_CHECK_FAILED;
        }
        PrintWriter out = spec.commandLine().getOut();
        Stream<Map<String, String>> rows = table.rows().map(TableCommand::cells);
        if (json.isEnabled()) {
            printJson(out, rows);
        } else {
            out.println(String.join("\t", COLUMNS));
            rows.forEach(row -> out.println(String.join("\t", row.values())));
        }
        if (!table.otherConditions().isEmpty()) {
            ErrorOutput.warn(
                    spec,
                    "the catalog has conditions that are not in the table: "
                            + String.join(", ", table.otherConditions())
                            + "; its answers are for clients without user handle, codebase and dialects, at the loopback"
                            + " address");
        }
        return ExitCodes.EXIT_SUCCESS;
    }

    // One row in each line, written as soon as it is known.
    private static void printJson(PrintWriter out, Stream<Map<String, String>> rows) {
        out.print("[");
        String[] separator = {"\n"};
        rows.map(TableCommand::json).forEach(row -> {
            out.print(separator[0] + row);
            separator[0] = ",\n";
        });
        out.println("\n]");
    }

    private static JsonObject json(Map<String, String> row) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        row.forEach((column, cell) -> {
            if (column.equals(TRAITS)) {
                object.add(
                        column,
                        JSON.createArrayBuilder(Stream.of(cell.split(" "))
                                .filter(trait -> !trait.isEmpty())
                                .toList()));
            } else if (!cell.isEmpty()) {
                object.add(column, cell);
            }
        });
        return object.build();
    }

    private static Map<String, String> cells(Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        COLUMNS.forEach(column -> cells.put(column, ""));
        cells.put("library", row.library());
        cells.put("version", row.version().text());
        cells.put("system-type", row.systemType());
        cells.put("system-version", row.systemVersion());
        cells.put("architecture", row.architecture());
        cells.put("locale", row.locale());
        cells.put("urgency", "refused");
        if (row.verdict() instanceof Advice advice) {
            addAdvice(cells, row.version(), advice);
        }
        cells.put("rule", row.rule());
        cells.put("location", row.location());
        return cells;
    }

    private static void addAdvice(Map<String, String> cells, ClientVersion version, Advice advice) {
        cells.put("urgency", Setting.keyword(advice.urgencyFor(version)));
        cells.put("recommended", advice.recommended().text());
        cells.put("second", advice.secondRecommended().text());
        cells.put("minimum", advice.minimum().text());
        cells.put("enforcement", advice.enforcementFor(version).keyword());
        cells.put(TRAITS, String.join(" ", new TreeSet<>(advice.traits())));
        cells.put("download", advice.downloadUrl().text());
        cells.put("fallback", advice.fallbackUrl().text());
    }
}
