// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.CatalogDiff;
import dev.cvr0.catalog.CatalogDiff.Change;
import dev.cvr0.catalog.CatalogException;
import dev.cvr0.catalog.CatalogLoader;
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

/** {@code cvr0 diff}: which clients a changed catalogue tells something else. */
@Command(
        name = "diff",
        description =
                "Says which clients are told something else by a changed catalogue, now and at every later hour at"
                        + " which something in it begins or ends. Exits with 0 if there are none, with 1 if there are.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    private static final int MOST_LIKELY_CLIENTS = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The catalogue that is served.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The catalogue to be served.")
    private Path after = Path.of("");

    @Option(
            names = "--clients",
            paramLabel = "FILE",
            description = "Clients to ask about: lines of CVQ, as 'explain' takes them, each with the number of such"
                    + " clients before it if there are several. Default: of each release one for each combination of what"
                    + " the rules look at.")
    private Optional<Path> clients = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "The first hour of interest, such as 2007-09-12T10:00+02:00. Default: the present.")
    private Optional<OffsetDateTime> at = Optional.empty();

    @Override
    public Integer call() {
        try {
            CatalogLoader loader = new CatalogLoader();
            return compare(new CatalogDiff(loader.load(before), loader.load(after)));
        } catch (CatalogException | BadClientsException e) {
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
            return Cvr0Command.NO;
        }
    }

    private int compare(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = clients.map(ClientList::read).orElseGet(() -> likelyClients(diff));
        List<Change> last = List.of();
        boolean anything = false;
        for (Instant moment : diff.moments(at.map(OffsetDateTime::toInstant).orElseGet(Instant::now))) {
            List<Change> changes = diff.changes(weights.keySet(), moment);
            if (!changes.equals(last)) {
                print(moment, changes, weights);
            }
            last = changes;
            anything |= !changes.isEmpty();
        }
        if (!anything) {
            spec.commandLine()
                    .getOut()
                    .println("none of " + count(weights.keySet(), weights) + " is told anything else");
        }
        return anything ? Cvr0Command.NO : 0;
    }

    private static Map<ClientProfile, Long> likelyClients(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = new LinkedHashMap<>();
        diff.likelyClients(MOST_LIKELY_CLIENTS).forEach(client -> weights.put(client, 1L));
        return weights;
    }

    private void print(Instant moment, List<Change> changes, Map<ClientProfile, Long> weights) {
        PrintWriter out = spec.commandLine().getOut();
        List<ClientProfile> changed =
                changes.stream().flatMap(change -> change.clients().stream()).toList();
        out.println("at " + moment + ": " + weigh(changed, weights) + " of " + count(weights.keySet(), weights)
                + " told something else");
        for (Change change : changes) {
            out.println(
                    "  " + count(change.clients(), weights) + ": " + new Likeness(change.clients(), weights.keySet()));
            out.println("    - " + change.before());
            out.println("    + " + change.after());
        }
    }

    private static String count(Iterable<ClientProfile> of, Map<ClientProfile, Long> weights) {
        long number = weigh(of, weights);
        return number + (number == 1 ? " client" : " clients");
    }

    private static long weigh(Iterable<ClientProfile> of, Map<ClientProfile, Long> weights) {
        long sum = 0;
        for (ClientProfile client : of) {
            sum += weights.get(client);
        }
        return sum;
    }
}
