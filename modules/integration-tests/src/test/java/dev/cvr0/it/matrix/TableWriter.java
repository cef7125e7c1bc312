// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.limitations.KnownLimitations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the results of a build to the document with the results of all containers. */
public final class TableWriter {

    private final List<String> containers;
    private final KnownLimitations limitations;

    TableWriter(List<String> containers, KnownLimitations limitations) {
        this.containers = containers;
        this.limitations = limitations;
    }

    /**
     * Updates the document.
     *
     * @param arguments the folder with a subfolder of reports for each container, and the document
     * @throws IOException if the reports cannot be read or the document cannot be written
     */
    public static void main(String... arguments) throws IOException {
        new TableWriter(Containers.names(), KnownLimitations.ofThisBuild())
                .write(Path.of(arguments[0]), Path.of(arguments[1]));
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
                        .replace("@TABLE@", table.render(containers, limitations))
                        .replace("@LIMITATIONS@", renderedLimitations()));
    }

    private ContainerRun run(Path folder) throws IOException {
        ContainerRun run = ContainerRun.readFrom(folder);
        limitations.findForJdk(run.profile(), run.jdk()).ifPresent(reason -> {
            throw new IllegalStateException(run.profile() + " ran on JDK " + run.jdk()
                    + ", which is listed as unsupported (" + reason + "); remove it from known-limitations.properties");
        });
        return run;
    }

    private String renderedLimitations() {
        Stream<String> lines = containers.stream()
                .flatMap(container -> limitations.of(container).entrySet().stream()
                        .map(entry -> "| `" + container + "` | " + entry.getKey() + " | " + entry.getValue() + " |"));
        return Stream.concat(Stream.of("| profile | test case | reason: the container |", "|---|---|---|"), lines)
                .collect(Collectors.joining("\n"));
    }

    private static String template() throws IOException {
        try (InputStream in = TableWriter.class.getResourceAsStream("/compatibility-template.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
