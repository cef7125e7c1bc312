// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.command.StandardInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The current catalog.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The changed catalog.")
    private String after = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--from",
            paramLabel = "TARGET",
            description = StoreOptions.TARGET + " If given, OLD and NEW are versions, otherwise paths.")
    private Optional<String> location = Optional.empty();

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
        CatalogLoader loader = new CatalogLoader();
        if (location.isEmpty()) {
            if (keys.isGiven()) {
                throw new ParameterException(spec.commandLine(), "--public-key: requires --from; add it");
            }
            return compare(loader.load(Path.of(before)).diff(loader.load(Path.of(after))));
        }
        TrustedKeys trusted = keys.orFrom(store.settings());
        long[] versions = {version(before), version(after)};
        try (PublicationStore opened = store.open(location.get())) {
            Catalog old = loader.load(opened, versions[0], trusted).catalog();
            return compare(old.diff(loader.load(opened, versions[1], trusted).catalog()));
        }
    }

    private long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    LogSafeText.quote(text) + " is not a version; use a number from 'cvr0 history'",
                    e);
        }
    }

    private int compare(CatalogDiff diff) throws IOException {
        DiffReport report = DiffReport.compare(
                diff,
                clients.isPresent() ? Optional.of(readClients(clients.get())) : Optional.empty(),
                at.map(OffsetDateTime::toInstant).orElseGet(Instant::now),
                spec);
        store.print(report::json, report::print);
        return report.hasDifferences() ? ExitCodes.EXIT_CHECK_FAILED : ExitCodes.EXIT_SUCCESS;
    }

    private static Map<ClientProfile, Long> readClients(Path file) throws IOException {
        if (!StandardInput.isMeant(file)) {
            return ClientList.read(file);
        }
        try (BufferedReader reader = StandardInput.reader()) {
            return ClientList.read(reader, StandardInput.NAME);
        }
    }
}
