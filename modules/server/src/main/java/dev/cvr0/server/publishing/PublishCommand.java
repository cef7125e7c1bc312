// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.Reports;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.server.command.ErrorOutput;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.command.ExpiryConverter;
import dev.cvr0.server.command.ProbeCommand;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cvr0 publish}: publishes a signed catalog for many servers. */
@Command(
        name = "publish",
        description =
                "Validates a signed catalog as 'check' does, and publishes it for all servers that use the store. Exits"
                        + " with 1 and prints the difference if the newest version in the store is not the base. With the"
                        + " URL of a draft that has all signatures, its server publishes it.",
        mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 200;
    private static final Set<String> DRAFT_OPTIONS = Set.of("--comment", "--active-from", "--token-file", "--json");

    @ArgGroup(multiplicity = "1")
    private Content content = new Content();

    private static final class Content {

        @Parameters(
                paramLabel = "FOLDER",
                description = "The signed catalog, or the URL of a draft (https://.../v1/drafts/NAME).")
        private String folder = "";

        @Option(names = "--emergency", paramLabel = "FILE", description = "A signed emergency document to publish.")
        private @Nullable Path emergency;
    }

    @Option(names = "--to", paramLabel = "TARGET", description = StoreOptions.TARGET + " Required, but not for a URL.")
    private String location = "";

    @Option(
            names = "--base",
            paramLabel = "N",
            description = "The version that is to be replaced; 0 for none. Default: the newest one in the store.")
    private Optional<Long> base = Optional.empty();

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "A comment for 'cvr0 history'. Default: none, or that of the draft.")
    private Optional<String> comment = Optional.empty();

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "The author for 'cvr0 history'. Default: the current user.")
    private String author = "";

    @Option(
            names = "--active-from",
            paramLabel = "TIME",
            converter = ExpiryConverter.class,
            description = "The time at which all servers begin to serve the catalog: a duration from now such as PT1M,"
                    + " or an instant such as 2027-01-31T00:00:00Z. Default: immediately.")
    private Optional<Instant> activeFrom = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            arity = "0..1",
            fallbackValue = "30s",
            converter = ProbeCommand.TimeoutConverter.class,
            description = "Waits until each live server serves the catalog or, with --active-from, has loaded it. After"
                    + " this time, lists the others and exits with 1. Default: ${FALLBACK-VALUE}.")
    private Optional<Duration> wait = Optional.empty();

    @Mixin
    private final TokenOption token = new TokenOption();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (content.emergency == null && RemoteDraft.isUrl(content.folder)) {
            return publishDraft();
        }
        if (location.isEmpty() || token.file().isPresent()) {
            throw new ParameterException(
                    spec().commandLine(),
                    location.isEmpty()
                            ? "Missing required option: '--to=TARGET'"
                            : "--token-file: only for the URL of a draft");
        }
        return content.emergency == null ? publish(Path.of(content.folder)) : publishEmergency(content.emergency);
    }

    private int publishDraft() {
        Optional<String> other = spec().commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !DRAFT_OPTIONS.contains(name))
                .findFirst();
        if (other.isPresent()) {
            throw new ParameterException(
                    spec().commandLine(), other.get() + ": the server of the draft decides; omit it with a URL");
        }
        JsonObject published = new RemoteDraft(spec(), content.folder, token.file()).publish(comment, activeFrom);
        options.print(
                () -> published,
                out -> out.println(content.folder + ": published version " + published.get("version")));
        return ExitCodes.EXIT_SUCCESS;
    }

    private int publishEmergency(Path file) {
        if (wait.isPresent() || activeFrom.isPresent() || base.isPresent()) {
            throw new ParameterException(
                    spec().commandLine(), "--emergency: cannot be combined with --wait, --active-from and --base");
        }
        byte[] document = readEmergency(file);
        try (PublicationStore store = options.open(location)) {
            store.publishEmergency(document, author);
            options.print(
                    () -> Json.createObjectBuilder().add("published", true).build(),
                    out -> out.println(store.name() + ": published the emergency document " + file));
            return ExitCodes.EXIT_SUCCESS;
        }
    }

    private static byte[] readEmergency(Path file) {
        try {
            byte[] document = new AtomicFile(file).read(Emergency.MAX_BYTES);
            Emergency unused = Emergency.unverified(document);
            return document;
        } catch (UntrustedException e) {
            throw new PublicationException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new PublicationException(file + ": cannot read the emergency document: "
                    + AtomicFile.ioErrorMessage(e) + "; check the path");
        }
    }

    private int publish(Path folder) throws InterruptedException {
        TrustedKeys trusted = keys.orFrom(options.settings());
        SignedCatalog signed = new CatalogLoader().load(folder, trusted, Instant.now());
        Catalog catalog = signed.catalog();
        options.printText(out -> CheckCommand.print(out, folder.toString(), catalog));
        try (PublicationStore store = options.open(location)) {
            if (wait.isPresent()) {
                // Fails before the publication if servers do not report to this store.
                store.nodes();
            }
            Optional<Publication> newest = PublicationReport.newest(store);
            long replaced = newest.map(Publication::version).orElse(0L);
            long version = signed.revision().version();
            if (base.orElse(replaced) != replaced) {
                return refuse(store, newest, "the base is version " + base.orElse(replaced), catalog, trusted);
            }
            if (version <= replaced) {
                return refuse(store, newest, "version " + version + " is not higher", catalog, trusted);
            }
            try {
                return report(
                        store,
                        store.publish(new PublicationRequest(
                                signed.signed(),
                                signed.document(),
                                signed.files(),
                                replaced,
                                author,
                                comment.orElse(""),
                                activeFrom)));
            } catch (PublicationException e) {
                Optional<Publication> other = PublicationReport.newest(store);
                if (other.equals(newest)) {
                    throw e;
                }
                return refuse(store, other, "it was published meanwhile", catalog, trusted);
            }
        }
    }

    private int refuse(
            PublicationStore store, Optional<Publication> newest, String reason, Catalog catalog, TrustedKeys trusted) {
        long replaced = newest.map(Publication::version).orElse(0L);
        spec().commandLine()
                .getErr()
                .println("cvr0: not published: " + store.name() + " has "
                        + newest.map(PublicationReport::new)
                                .map(Object::toString)
                                .orElse("no publication") + ", but "
                        + reason + "; check the difference, sign version " + (replaced + 1)
                        + " or higher, and publish it with --base " + replaced);
        if (newest.isPresent()) {
            Catalog current = new CatalogLoader().load(store, replaced, trusted).catalog();
            DiffReport difference = DiffReport.compare(current.diff(catalog), Optional.empty(), Instant.now(), spec());
            options.print(
                    () -> Json.createObjectBuilder()
                            .add("published", false)
                            .add("newest", new PublicationReport(newest.get()).json())
                            .add("difference", difference.json())
                            .build(),
                    difference::print);
        }
        return ExitCodes.EXIT_CHECK_FAILED;
    }

    private int report(PublicationStore store, Publication published) throws InterruptedException {
        PublicationReport report = new PublicationReport(published);
        String scheduled =
                published.activeFrom().map(at -> "; in force from " + at).orElse("");
        options.printText(out -> out.println(store.name() + ": " + report + scheduled));
        List<NodeReport> late = wait.isPresent() ? awaitNodes(store, published, wait.get()) : List.of();
        options.printJson(() -> report.json()
                .add("published", true)
                .add("late", Reports.array(late.stream().map(NodeReport::json)))
                .build());
        return late.isEmpty() ? ExitCodes.EXIT_SUCCESS : ExitCodes.EXIT_CHECK_FAILED;
    }

    /** Returns the live servers that are late after the time limit, and lists them on standard error. */
    private List<NodeReport> awaitNodes(PublicationStore store, Publication published, Duration limit)
            throws InterruptedException {
        long start = System.nanoTime();
        List<NodeReport> live = live(store, published);
        while (live.stream().anyMatch(NodeReport::isLate) && System.nanoTime() - start < limit.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            live = live(store, published);
        }
        if (live.isEmpty()) {
            ErrorOutput.warn(spec(), "no live server reports to the store; check the servers with 'cvr0 nodes'");
        }
        List<NodeReport> late = live.stream().filter(NodeReport::isLate).toList();
        late.forEach(report -> spec().commandLine()
                .getErr()
                .println("cvr0: " + LogSafeText.escape(report.node().name()) + ": "
                        + report.problem().orElse("")));
        return late;
    }

    private List<NodeReport> live(PublicationStore store, Publication published) {
        return store.nodes().stream()
                .map(node -> new NodeReport(node, published, activeFrom.isPresent()))
                .filter(report -> report.node().live())
                .toList();
    }

    private CommandSpec spec() {
        return options.spec();
    }
}
