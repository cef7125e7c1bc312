// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.Reports;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.server.command.ExitCodes;
import jakarta.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The commands that read a store of publications. */
public final class StoreCommands {

    private static final int MAX_HISTORY = 10_000;
    private static final Duration MAX_SINCE = Duration.ofDays(400);

    private StoreCommands() {}

    @Command(
            name = "history",
            description = "Lists the newest publications, the newest first. Authors and comments are not signed.",
            mixinStandardHelpOptions = true)
    static int history(
            @Mixin FromOptions options,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "The maximum number of publications. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        if (limit < 1) {
            throw new ParameterException(
                    options.spec().commandLine(), "--limit: " + limit + " is out of range; use 1 or more");
        }
        try (PublicationStore store = options.open()) {
            List<PublicationReport> reports =
                    store.history(limit).stream().map(PublicationReport::new).toList();
            options.print(
                    () -> Reports.array(reports.stream().map(PublicationReport::json))
                            .build(),
                    out -> PublicationReport.printTable(
                            out, PublicationReport.COLUMNS, reports.stream().map(PublicationReport::row)));
            return ExitCodes.EXIT_SUCCESS;
        }
    }

    @Command(
            name = "show",
            description =
                    "Verifies the signatures and files of a publication, and prints its record and its files. Does not"
                            + " validate the catalog.",
            mixinStandardHelpOptions = true)
    static int show(
            @Mixin FromOptions options,
            @Mixin KeyOptions keys,
            @Parameters(paramLabel = "VERSION", description = "The version.") long version,
            @Option(
                            names = "--output",
                            paramLabel = "FOLDER",
                            description = "A new folder, into which the files and catalog.sig are written.")
                    Optional<Path> output) {
        try (PublicationStore store = options.open()) {
            SignedCatalog signed = new CatalogLoader().load(store, version, keys.orFrom(options.settings()));
            Stream<PublicationReport> reports = store.history(MAX_HISTORY).stream()
                    .filter(publication -> publication.version() == version)
                    .map(PublicationReport::new);
            output.ifPresent(folder -> signed.write(folder, true));
            Manifest manifest = signed.signed().manifest();
            options.print(
                    () -> reports.map(PublicationReport::json)
                            .findFirst()
                            .orElseGet(Json::createObjectBuilder)
                            .add("version", version)
                            .add("expires", manifest.expires().toString())
                            .add(
                                    "files",
                                    Reports.array(manifest.files().stream()
                                            .map(file -> Json.createObjectBuilder()
                                                    .add("name", file.name())
                                                    .add("size", file.size())
                                                    .add("sha256", file.sha256().hex()))))
                            .build(),
                    out -> {
                        PublicationReport.printTable(
                                out, PublicationReport.COLUMNS, reports.map(PublicationReport::row));
                        out.println("expires: " + manifest.expires());
                        manifest.files()
                                .forEach(file -> out.println("file: " + file.sha256() + " " + file.size() + " "
                                        + LogSafeText.escape(file.name())));
                    });
            return ExitCodes.EXIT_SUCCESS;
        }
    }

    @Command(
            name = "restore",
            description =
                    "Writes the files of an old version into a new folder, without their signature, and prints the"
                            + " commands that sign and publish them. Publishes nothing.",
            mixinStandardHelpOptions = true)
    static int restore(
            @Mixin FromOptions options,
            @Mixin KeyOptions keys,
            @Parameters(paramLabel = "VERSION", description = "The version to restore.") long version,
            @Option(names = "--output", paramLabel = "FOLDER", required = true, description = "A new folder.")
                    Path output) {
        try (PublicationStore store = options.open()) {
            SignedCatalog signed = new CatalogLoader().load(store, version, keys.orFrom(options.settings()));
            long newest =
                    PublicationReport.newest(store).map(Publication::version).orElse(version);
            signed.write(output, false);
            String folder = quote(output.toString());
            List<String> commands = List.of(
                    "cvr0 sign " + folder + " --key KEY --catalog-version " + (newest + 1) + " --expires P30D",
                    "cvr0 publish " + folder + " --to " + quote(store.name()) + " --base " + newest);
            options.print(
                    () -> Json.createObjectBuilder()
                            .add("folder", output.toString())
                            .add("version", newest + 1)
                            .add("commands", Json.createArrayBuilder(commands))
                            .build(),
                    out -> {
                        out.println(output + ": files of version " + version + "; sign and publish them as version "
                                + (newest + 1) + ":");
                        commands.forEach(command -> out.println("  " + command));
                    });
            return ExitCodes.EXIT_SUCCESS;
        }
    }

    @Command(
            name = "nodes",
            description =
                    "Lists the servers that use a store. Exits with 1 if a live server has a problem or does not serve"
                            + " the newest version. Before a scheduled version is in force, each server must have loaded it.",
            mixinStandardHelpOptions = true)
    static int nodes(@Mixin FromOptions options) {
        try (PublicationStore store = options.open()) {
            Publication newest = PublicationReport.newest(store)
                    .orElseThrow(() -> new PublicationException(
                            store.name() + ": there is no publication; publish one with 'cvr0 publish'"));
            boolean scheduled =
                    newest.activeFrom().filter(Instant.now()::isBefore).isPresent();
            List<NodeReport> reports = store.nodes().stream()
                    .map(node -> new NodeReport(node, newest, scheduled))
                    .toList();
            options.print(
                    () -> Json.createObjectBuilder()
                            .add("newest", new PublicationReport(newest).json())
                            .add("nodes", Reports.array(reports.stream().map(NodeReport::json)))
                            .build(),
                    out -> {
                        PublicationReport.printTable(
                                out, NodeReport.COLUMNS, reports.stream().map(NodeReport::row));
                        out.println("newest: " + new PublicationReport(newest));
                    });
            return reports.stream().allMatch(report -> report.problem().isEmpty())
                    ? ExitCodes.EXIT_SUCCESS
                    : ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    @Command(
            name = "clients",
            description =
                    "Prints the requests by kind of client that all servers have counted, as lines for 'cvr0 diff --clients'."
                            + " They contain no user handles and no addresses.",
            mixinStandardHelpOptions = true)
    static int clients(
            @Mixin FromOptions options,
            @Option(
                            names = "--since",
                            paramLabel = "DURATION",
                            defaultValue = "P30D",
                            description =
                                    "The time before now from which requests are counted, in whole hours, such as P7D or"
                                            + " PT12H. Default: ${DEFAULT-VALUE}.")
                    Duration since) {
        if (since.isNegative() || since.compareTo(MAX_SINCE) > 0) {
            throw new ParameterException(
                    options.spec().commandLine(), "--since: " + since + " is out of range; use PT0S to " + MAX_SINCE);
        }
        try (PublicationStore store = options.open()) {
            SortedMap<ClientKind, Long> clients = store.clients(Instant.now().minus(since));
            options.print(
                    () -> Reports.array(clients.entrySet().stream()
                                    .map(client -> Json.createObjectBuilder()
                                            .add("offer", client.getKey().offer())
                                            .add("request", client.getKey().request())
                                            .add("count", client.getValue())))
                            .build(),
                    out -> printClients(out, clients));
            return ExitCodes.EXIT_SUCCESS;
        }
    }

    private static void printClients(PrintWriter out, SortedMap<ClientKind, Long> clients) {
        out.println("# Requests by kind of client, without user handles and addresses");
        String offer = "";
        for (Map.Entry<ClientKind, Long> client : clients.entrySet()) {
            if (!client.getKey().offer().equals(offer)) {
                offer = client.getKey().offer();
                out.println(printable(offer));
            }
            out.println(client.getValue() + " " + printable(client.getKey().request()));
        }
    }

    /** Replaces control and format characters, because the content of a store is not trusted. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    private static String quote(String word) {
        return word.matches("[\\w./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
