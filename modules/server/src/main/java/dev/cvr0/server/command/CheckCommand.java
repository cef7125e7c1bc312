// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            split = ",",
            converter = KeyConverter.class,
            description =
                    "Also checks the signatures: made with this key, or one of several, and not expired. Of several"
                            + " keys, prints which have signed.")
    private List<VerifyingKey> keys = List.of();

    @Option(
            names = "--signatures-required",
            paramLabel = "N",
            description = "The number of keys that must have signed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int required;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--strict", description = "Treats warnings as errors.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        if (StandardInput.isMeant(file) && !keys.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--public-key: the standard input has no signature; name a file");
        }
        if (required < 1 || required > Math.max(1, keys.stream().distinct().count())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--signatures-required: " + required + " is out of range; use 1 to the number of --public-key");
        }
        reportSignatures();
        try {
            SignedCatalog checked = checked();
            report(checked.catalog(), checked.revision());
            return strict && !checked.catalog().warnings().isEmpty()
                    ? ExitCodes.EXIT_CHECK_FAILED
                    : ExitCodes.EXIT_SUCCESS;
        } catch (CatalogException e) {
            if (json.isEnabled()) {
                JsonOutput.print(
                        spec.commandLine().getOut(),
                        result(false)
                                .add("errors", JsonOutput.problems(e.errors()))
                                .build());
            } else {
                ErrorOutput.print(spec, e);
            }
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private SignedCatalog checked() throws IOException {
        CatalogLoader loader = new CatalogLoader();
        if (StandardInput.isMeant(file)) {
            return new SignedCatalog(loader.read(StandardInput.NAME, System.in), SignedRevision.UNSIGNED);
        }
        return keys.isEmpty()
                ? new SignedCatalog(loader.load(file), SignedRevision.UNSIGNED)
                : loader.load(file, trusted(), Instant.now());
    }

    private TrustedKeys trusted() {
        return new TrustedKeys(keys.stream().distinct().toList(), required);
    }

    private void reportSignatures() {
        if (keys.size() > 1 && !json.isEnabled()) {
            List<VerifyingKey> signers = new CatalogLoader().signers(file, trusted());
            trusted()
                    .keys()
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
        catalog.warnings().forEach(warning -> out.println(warning.location() + ": warning: " + warning.message()));
        notices(catalog).forEach(notice -> out.println(notice.location() + ": notice: " + notice.message()));
        out.println(name() + ": valid (rules: " + catalog.ruleCount() + ", releases: " + catalog.releaseCount() + ")");
        if (revision.isSigned()) {
            out.println(file + ": signed (version: " + revision.version() + ", expires: " + revision.expires() + ")");
        }
    }

    private JsonObject result(Catalog catalog, SignedRevision revision) {
        JsonObjectBuilder result = result(true)
                .add("rules", catalog.ruleCount())
                .add("releases", catalog.releaseCount())
                .add("warnings", JsonOutput.problems(catalog.warnings()))
                .add("notices", JsonOutput.problems(notices(catalog)));
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

    /** Parses a public key. */
    static final class KeyConverter implements ITypeConverter<VerifyingKey> {

        @Override
        public VerifyingKey convert(String text) {
            return VerifyingKey.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            LogSafeText.quote(text) + " is not a public key; expected " + VerifyingKey.EXPECTED));
        }
    }

    private static List<ValidationError> notices(Catalog catalog) {
        return Stream.concat(catalog.notices().stream(), catalog.rolloutNotices().stream())
                .toList();
    }
}
