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
        description = "Validates a catalog. Each error is a line on standard error: file:line:column, the problem, the"
                + " expectation. A possible mistake is a warning on standard output.",
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
            description = "Also checks that the catalog is signed by this key, or one of several, and has not expired.")
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
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
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
        out.println(
                file + ": no fault in " + catalog.ruleCount() + " rules and " + catalog.releaseCount() + " releases");
        if (revision.isSigned()) {
            out.println(file + ": signed as version " + revision.version() + " until " + revision.expires());
        }
    }

    /** Parses a public key. */
    static final class KeyConverter implements ITypeConverter<VerifyingKey> {

        @Override
        public VerifyingKey convert(String text) {
            return VerifyingKey.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            LogSafeText.quote(text) + " cannot be used, expected " + VerifyingKey.EXPECTED));
        }
    }
}
