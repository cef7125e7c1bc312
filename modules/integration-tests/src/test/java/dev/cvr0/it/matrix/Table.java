// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.limitations.KnownLimitations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of all results, in Markdown.
 *
 * @param rows the rows by the profile of the container
 */
record Table(Map<String, Row> rows) {

    /** The JDKs of the columns: the oldest supported one, and the latest with long-term support. */
    private static final List<Integer> JDKS = List.of(17, 25);

    private static final int FIXED_COLUMNS = 4;
    private static final String NOT_RUN = "not run";

    /** Parses the table of results in a document. Other documents result in an empty table. */
    static Table parse(List<String> document) {
        Map<String, Row> rows = new LinkedHashMap<>();
        document.stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(1, line.length() - 1).split("\\|"))
                .filter(cells -> cells.length == FIXED_COLUMNS + JDKS.size())
                .map(cells -> Arrays.stream(cells).map(String::strip).toList())
                .forEach(cells -> rows.put(cells.get(0).replace("`", ""), row(cells)));
        return new Table(rows);
    }

    Table with(ContainerRun run) {
        Map<String, Row> changed = new LinkedHashMap<>(rows);
        changed.merge(run.profile(), Row.NEVER_RAN.with(run), (old, fresh) -> old.with(run));
        return new Table(changed);
    }

    /** Formats the rows of the given containers in that order. */
    String render(List<String> profiles, KnownLimitations limitations) {
        List<String> lines = new ArrayList<>();
        lines.add(
                line("profile", "container", "Jakarta EE", "CDI", JDKS.stream().map(jdk -> "JDK " + jdk)));
        lines.add("|" + "---|".repeat(FIXED_COLUMNS + JDKS.size()));
        profiles.forEach(profile -> lines.add(line(profile, rows.getOrDefault(profile, Row.NEVER_RAN), limitations)));
        return String.join("\n", lines);
    }

    private static String line(String profile, Row row, KnownLimitations limitations) {
        return line(
                "`" + profile + "`",
                row.name(),
                row.ee(),
                row.cdi(),
                JDKS.stream().map(jdk -> cell(profile, row, limitations, jdk)));
    }

    private static String cell(String profile, Row row, KnownLimitations limitations, int jdk) {
        return limitations
                .findForJdk(profile, jdk)
                .map(reason -> "no: " + reason)
                .orElseGet(() -> row.cells().getOrDefault(jdk, NOT_RUN));
    }

    private static String line(String profile, String name, String ee, String cdi, Stream<String> cells) {
        return cells.collect(
                Collectors.joining(" | ", "| " + String.join(" | ", profile, name, ee, cdi) + " | ", " |"));
    }

    private static Row row(List<String> cells) {
        Map<Integer, String> results = new TreeMap<>(IntStream.range(0, JDKS.size())
                .filter(i -> Character.isDigit(
                        cells.get(FIXED_COLUMNS + i).replace("*", "").charAt(0)))
                .boxed()
                .collect(Collectors.toMap(JDKS::get, i -> cells.get(FIXED_COLUMNS + i))));
        return new Row(cells.get(1), cells.get(2), cells.get(3), new TreeMap<>(results));
    }
}
