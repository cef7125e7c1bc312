// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.Reports;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationStore;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes the record of a publication. Authors and comments are not signed, and can contain control characters. */
record PublicationReport(Publication publication) {

    static final List<String> COLUMNS = List.of("VERSION", "BASE", "TIME", "ACTIVE FROM", "AUTHOR", "COMMENT");

    static Optional<Publication> newest(PublicationStore store) {
        return store.history(1).stream().findFirst();
    }

    JsonObjectBuilder json() {
        return Reports.publication(publication);
    }

    List<String> row() {
        return List.of(
                Long.toString(publication.version()),
                Long.toString(publication.base()),
                publication.time().toString(),
                publication.activeFrom().map(Object::toString).orElse("-"),
                LogSafeText.escape(publication.author()),
                LogSafeText.escape(publication.comment()));
    }

    /** Returns version, author, time and comment in one line. */
    @Override
    public String toString() {
        return "version " + publication.version() + ", published by " + LogSafeText.quote(publication.author()) + " at "
                + publication.time()
                + (publication.comment().isEmpty()
                        ? ""
                        : " with the comment " + LogSafeText.quote(publication.comment()));
    }

    /** Prints a table with aligned columns. */
    static void printTable(PrintWriter out, List<String> columns, Stream<List<String>> rows) {
        List<List<String>> lines = Stream.concat(Stream.of(columns), rows).toList();
        String format = IntStream.range(0, columns.size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .mapToObj(width -> "%-" + Math.max(1, width) + "s")
                .collect(Collectors.joining("  "));
        lines.forEach(line -> out.println(String.format(format, line.toArray()).stripTrailing()));
    }
}
