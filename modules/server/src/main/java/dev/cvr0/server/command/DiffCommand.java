// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.Timeline;
import dev.cvr0.catalog.error.CatalogException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 diff}: lists the clients whose answer changes. */
@Command(
        name = "diff",
        description =
                "Lists the clients whose answer changes. Compares the answers now, and at each later time at which a"
                        + " rule of either catalog begins or ends. Lists only the differences that begin or change at"
                        + " each time. Exits with 1 if an answer changes, otherwise with 0.",
        mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

    private static final int MAX_REPRESENTATIVE_CLIENTS = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The current catalog.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The changed catalog.")
    private Path after = Path.of("");

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--clients",
            paramLabel = "FILE",
            description =
                    "A file of the clients to compare: CVQ lines as for 'explain'. A number before a line is the number"
                            + " of such clients. '-' reads standard input. Default: generated clients, for each release one for each combination of"
                            + " attributes that the rules distinguish.")
    private Optional<Path> clients = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The earliest time to compare, such as 2007-09-12T10:00+02:00. Default: now.")
    private Optional<OffsetDateTime> at = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try {
            CatalogLoader loader = new CatalogLoader();
            return compare(loader.load(before).diff(loader.load(after)));
        } catch (CatalogException | InvalidClientListException e) {
            ErrorOutput.print(spec, e);
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private int compare(CatalogDiff diff) throws IOException {
        boolean generated = clients.isEmpty();
        Map<ClientProfile, Long> weights = generated ? representativeClients(diff) : readClients(clients.get());
        Timeline timeline = diff.timeline(
                weights.keySet(),
                at.map(OffsetDateTime::toInstant).orElseGet(Instant::now),
                Progress.of(weights.size(), spec.commandLine().getErr()));
        DiffReport report = new DiffReport(timeline, weights);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isEnabled()) {
            JsonOutput.print(out, report.json());
        } else {
            report.print(out);
        }
        if (generated && weights.size() >= MAX_REPRESENTATIVE_CLIENTS) {
            ErrorOutput.warn(
                    spec,
                    "compared " + weights.size()
                            + " generated clients, not every combination; name your own in --clients");
        }
        if (!timeline.complete()) {
            ErrorOutput.warn(
                    spec,
                    "did not compare every time at which an answer can change; name fewer clients in --clients, or a later"
                            + " time in --at");
        }
        return timeline.transitions().isEmpty() ? ExitCodes.EXIT_SUCCESS : ExitCodes.EXIT_CHECK_FAILED;
    }

    private static Map<ClientProfile, Long> readClients(Path file) throws IOException {
        if (!StandardInput.isMeant(file)) {
            return ClientList.read(file);
        }
        try (BufferedReader reader = StandardInput.reader()) {
            return ClientList.read(reader, StandardInput.NAME);
        }
    }

    private static Map<ClientProfile, Long> representativeClients(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = new LinkedHashMap<>();
        diff.representativeClients(MAX_REPRESENTATIVE_CLIENTS).forEach(client -> weights.put(client, 1L));
        return weights;
    }
}
