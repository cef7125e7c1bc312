// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code cvr0 check}: validates a catalog. */
@Command(
        name = "check",
        description =
                "Validates a catalog. Prints each error on standard error, with file, line and column. Prints warnings"
                        + " about likely mistakes on standard output.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CATALOG", description = "The catalog: a file, or a folder of files.")
    private Path file = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            split = ",",
            converter = KeyConverter.class,
            description = "Also checks the signature: made with this key, or one of several, and not expired.")
    private List<VerifyingKey> keys = List.of();

    @Option(names = "--strict", description = "Treats warnings as errors.")
    private boolean strict;

    @Override
    public Integer call() {
        try {
            SignedCatalog checked = checked();
            report(checked.catalog(), checked.revision());
            return strict && !checked.catalog().warnings().isEmpty()
                    ? ExitCodes.EXIT_CHECK_FAILED
                    : ExitCodes.EXIT_SUCCESS;
        } catch (CatalogException e) {
            String.valueOf(e.getMessage()).lines().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private SignedCatalog checked() {
        CatalogLoader loader = new CatalogLoader();
        return keys.isEmpty()
                ? new SignedCatalog(loader.load(file), SignedRevision.UNSIGNED)
                : loader.load(file, new TrustedKeys(keys), Instant.now());
    }

    private void report(Catalog catalog, SignedRevision revision) {
        PrintWriter out = spec.commandLine().getOut();
        catalog.warnings().forEach(warning -> out.println(warning.location() + ": warning: " + warning.message()));
        out.println(file + ": valid (rules: " + catalog.ruleCount() + ", releases: " + catalog.releaseCount() + ")");
        if (revision.isSigned()) {
            out.println(file + ": signed (version: " + revision.version() + ", expires: " + revision.expires() + ")");
        }
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
}
