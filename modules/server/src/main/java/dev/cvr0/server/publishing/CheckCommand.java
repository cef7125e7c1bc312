// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.Reports;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.command.JsonOption;
import dev.cvr0.server.command.JsonOutput;
import dev.cvr0.server.command.StandardInput;
import dev.cvr0.settings.SettingSource;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 check}: validates a catalog. */
@Command(
        name = "check",
        description =
                "Validates a catalog. Prints each error on standard error, with file, line and column. Prints warnings"
                        + " about likely mistakes, and notices about rules that depend on a setting or a rollout, on standard output.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "CATALOG",
            description = "The catalog: a file, or a folder of files. '-' reads a file from standard input.")
    private Path file = Path.of("");

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--strict", description = "Treats warnings as errors.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        if (StandardInput.isMeant(file) && keys.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--public-key: the standard input has no signature; name a file");
        }
        try {
            CatalogLoader loader = new CatalogLoader();
            Catalog catalog;
            if (keys.isGiven()) {
                TrustedKeys trusted = keys.orFrom(SettingSource.EMPTY);
                reportSignatures(loader, trusted);
                SignedCatalog signed = loader.load(file, trusted, Instant.now());
                catalog = signed.catalog();
                report(catalog, signed.revision());
            } else {
                catalog = unsigned(loader);
                report(catalog, SignedRevision.UNSIGNED);
            }
            return strict && !catalog.warnings().isEmpty() ? ExitCodes.EXIT_CHECK_FAILED : ExitCodes.EXIT_SUCCESS;
        } catch (CatalogException e) {
            if (!json.isEnabled()) {
                throw e;
            }
            JsonOutput.print(
                    spec.commandLine().getOut(),
                    result(false).add("errors", Reports.problems(e.errors())).build());
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private Catalog unsigned(CatalogLoader loader) throws IOException {
        return StandardInput.isMeant(file) ? loader.read(StandardInput.NAME, System.in) : loader.load(file);
    }

    private void reportSignatures(CatalogLoader loader, TrustedKeys trusted) {
        if (trusted.keys().size() > 1 && !json.isEnabled()) {
            List<VerifyingKey> signers = loader.signers(file, trusted);
            trusted.keys()
                    .forEach(key -> spec.commandLine()
                            .getOut()
                            .println(file + ": signature " + (signers.contains(key) ? "given: " : "missing: ") + key));
        }
    }

    private void report(Catalog catalog, SignedRevision revision) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isEnabled()) {
            JsonOutput.print(out, result(catalog, revision));
            return;
        }
        print(out, name(), catalog);
        if (revision.isSigned()) {
            out.println(file + ": signed (version: " + revision.version() + ", expires: " + revision.expires() + ")");
        }
    }

    /** Prints the result for a valid catalog. */
    static void print(PrintWriter out, String name, Catalog catalog) {
        catalog.warnings().forEach(warning -> out.println(warning.location() + ": warning: " + warning.message()));
        notices(catalog).forEach(notice -> out.println(notice.location() + ": notice: " + notice.message()));
        out.println(name + ": valid (rules: " + catalog.ruleCount() + ", releases: " + catalog.releaseCount() + ")");
    }

    private JsonObject result(Catalog catalog, SignedRevision revision) {
        JsonObjectBuilder result = result(true)
                .add("rules", catalog.ruleCount())
                .add("releases", catalog.releaseCount())
                .add("warnings", Reports.problems(catalog.warnings()))
                .add("notices", Reports.problems(notices(catalog)));
        if (revision.isSigned()) {
            result.add(
                    "signed",
                    Json.createObjectBuilder()
                            .add("version", revision.version())
                            .add("expires", revision.expires().toString()));
        }
        return result.build();
    }

    private JsonObjectBuilder result(boolean valid) {
        return Json.createObjectBuilder().add("catalog", name()).add("valid", valid);
    }

    private String name() {
        return StandardInput.isMeant(file) ? StandardInput.NAME : file.toString();
    }

    private static List<ValidationError> notices(Catalog catalog) {
        return Stream.concat(catalog.notices().stream(), catalog.rolloutNotices().stream())
                .toList();
    }
}
