// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.excuses.Excuses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enters the results of a build in the document that has those of all others. */
public final class TableWriter {

    private final List<String> containers;
    private final Excuses excuses;

    TableWriter(List<String> containers, Excuses excuses) {
        this.containers = containers;
        this.excuses = excuses;
    }

    /**
     * Writes the document.
     *
     * @param arguments the folder with a folder of reports for each container, and the document
     * @throws IOException if either cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        new TableWriter(Containers.names(), Excuses.ofThisBuild()).write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    void write(Path reports, Path document) throws IOException {
        Table table = Table.parse(Files.exists(document) ? Files.readAllLines(document) : List.of());
        for (String container : containers) {
            if (Files.isDirectory(reports.resolve(container))) {
                table = table.with(run(reports.resolve(container)));
            }
        }
        Files.writeString(
                document,
                template()
                        .replace("@TABLE@", table.render(containers, excuses))
                        .replace("@EXCUSES@", renderedExcuses()));
    }

    private ContainerRun run(Path folder) throws IOException {
        ContainerRun run = ContainerRun.readFrom(folder);
        excuses.findForJdk(run.profile(), run.jdk()).ifPresent(reason -> {
            throw new IllegalStateException(run.profile() + " is excused from JDK " + run.jdk() + " ('" + reason
                    + "') and runs on it: remove the excuse");
        });
        return run;
    }

    private String renderedExcuses() {
        Stream<String> lines = containers.stream()
                .flatMap(container -> excuses.of(container).entrySet().stream()
                        .map(entry -> "| `" + container + "` | " + entry.getKey() + " | " + entry.getValue() + " |"));
        return Stream.concat(Stream.of("| profile | case | because it |", "|---|---|---|"), lines)
                .collect(Collectors.joining("\n"));
    }

    private static String template() throws IOException {
        try (InputStream in = TableWriter.class.getResourceAsStream("/compatibility-template.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
