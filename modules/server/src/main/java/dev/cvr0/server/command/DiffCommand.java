// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.server.statistics.ClientList;
import dev.cvr0.server.statistics.InvalidClientListException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 diff}: lists the clients whose answer changes. */
@Command(
        name = "diff",
        description =
                "Lists the clients whose answer changes. Compares the answers now, and at each later time at which a"
                        + " rule of either catalog begins or ends. Exits with 1 if an answer changes, otherwise with 0.",
        mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

    private static final int MAX_REPRESENTATIVE_CLIENTS = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The current catalog.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The changed catalog.")
    private Path after = Path.of("");

    @Option(
            names = "--clients",
            paramLabel = "FILE",
            description =
                    "A file of the clients to compare: CVQ lines as for 'explain'. A number before a line is the number"
                            + " of such clients. Default: generated clients, for each release one for each combination of"
                            + " attributes that the rules distinguish.")
    private Optional<Path> clients = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The earliest time to compare, such as 2007-09-12T10:00+02:00. Default: now.")
    private Optional<OffsetDateTime> at = Optional.empty();

    @Override
    public Integer call() {
        try {
            CatalogLoader loader = new CatalogLoader();
            return compare(loader.load(before).diff(loader.load(after)));
        } catch (CatalogException | InvalidClientListException e) {
            String.valueOf(e.getMessage()).lines().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private int compare(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = clients.map(ClientList::read).orElseGet(() -> representativeClients(diff));
        List<Change> last = List.of();
        boolean different = false;
        for (Instant moment : diff.transitions(at.map(OffsetDateTime::toInstant).orElseGet(Instant::now))) {
            List<Change> changes = diff.changes(weights.keySet(), moment);
            if (!changes.equals(last)) {
                print(moment, changes, weights);
            }
            last = changes;
            different |= !changes.isEmpty();
        }
        if (!different) {
            spec.commandLine().getOut().println("no differences for " + count(weights.keySet(), weights));
        }
        return different ? ExitCodes.EXIT_CHECK_FAILED : ExitCodes.EXIT_SUCCESS;
    }

    private static Map<ClientProfile, Long> representativeClients(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = new LinkedHashMap<>();
        diff.representativeClients(MAX_REPRESENTATIVE_CLIENTS).forEach(client -> weights.put(client, 1L));
        return weights;
    }

    private void print(Instant moment, List<Change> changes, Map<ClientProfile, Long> weights) {
        PrintWriter out = spec.commandLine().getOut();
        List<ClientProfile> changed =
                changes.stream().flatMap(change -> change.clients().stream()).toList();
        out.println("at " + moment + ": the answer changes for " + weigh(changed, weights) + " of "
                + count(weights.keySet(), weights));
        for (Change change : changes) {
            out.println("  " + count(change.clients(), weights) + ": "
                    + ClientGroupSummary.summarize(change.clients(), weights.keySet()));
            out.println("    - " + change.before());
            out.println("    + " + change.after());
        }
    }

    private static String count(Iterable<ClientProfile> clients, Map<ClientProfile, Long> weights) {
        long number = weigh(clients, weights);
        return number + (number == 1 ? " client" : " clients");
    }

    private static long weigh(Iterable<ClientProfile> clients, Map<ClientProfile, Long> weights) {
        long sum = 0;
        for (ClientProfile client : clients) {
            sum += weights.getOrDefault(client, 0L);
        }
        return sum;
    }
}
