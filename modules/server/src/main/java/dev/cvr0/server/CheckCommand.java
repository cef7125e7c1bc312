// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogException;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.Edition;
import dev.cvr0.catalog.SignedCatalog;
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

/** {@code cvr0 check}: says what is wrong with a catalogue, before a server has to. */
@Command(
        name = "check",
        description = "Checks a catalogue. Every fault is a line on standard error: file:line:column, what is wrong,"
                + " what was expected. What is no fault but may be an oversight is a notice on standard output.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CATALOG", description = "The catalogue: a file, or a folder of files.")
    private Path file = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            split = ",",
            converter = KeyConverter.class,
            description =
                    "Also checks that the catalogue is signed by this key, or one of several, and has not expired.")
    private List<VerifyingKey> keys = List.of();

    @Option(names = "--strict", description = "Takes a notice for a fault.")
    private boolean strict;

    @Override
    public Integer call() {
        try {
            SignedCatalog checked = checked();
            report(checked.catalog(), checked.edition());
            return strict && !checked.catalog().notices().isEmpty() ? Cvr0Command.NO : 0;
        } catch (CatalogException e) {
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
            return Cvr0Command.NO;
        }
    }

    private SignedCatalog checked() {
        CatalogLoader loader = new CatalogLoader();
        return keys.isEmpty()
                ? new SignedCatalog(loader.load(file), Edition.UNSIGNED)
                : loader.load(file, new TrustedKeys(keys), Instant.now());
    }

    private void report(Catalog catalog, Edition edition) {
        PrintWriter out = spec.commandLine().getOut();
        catalog.notices().forEach(notice -> out.println(notice.place() + ": notice: " + notice.message()));
        out.println(
                file + ": no fault in " + catalog.ruleCount() + " rules and " + catalog.releaseCount() + " releases");
        if (edition.isSigned()) {
            out.println(file + ": signed as version " + edition.version() + " until " + edition.expires());
        }
    }

    /** Reads a public key. */
    static final class KeyConverter implements ITypeConverter<VerifyingKey> {

        @Override
        public VerifyingKey convert(String text) {
            return VerifyingKey.find(text)
                    .orElseThrow(() -> new TypeConversionException(
                            Excerpt.quote(text) + " cannot be used, expected " + VerifyingKey.EXPECTED));
        }
    }
}
