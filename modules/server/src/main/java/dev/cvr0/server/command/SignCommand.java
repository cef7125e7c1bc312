// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKey;
import dev.cvr0.catalog.signing.UntrustedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 sign}: signs a valid catalog. */
@Command(
        name = "sign",
        description =
                "Validates a catalog like 'check', and signs it if it is valid: a file x.yaml with x.yaml.sig beside"
                        + " it, a folder with catalog.sig in it.",
        mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CATALOG", description = "The catalog: a file, or a folder of files.")
    private Path catalog = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "The private key, from 'cvr0 keygen'.")
    private Path key = Path.of("");

    @Option(
            names = "--catalog-version",
            paramLabel = "N",
            required = true,
            description =
                    "A whole number above 0 and above the version of each catalog signed before. A server that has"
                            + " served N refuses lower versions.")
    private long version;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            required = true,
            converter = ExpiryConverter.class,
            description = "When the signature expires: a duration from now such as P30D or PT12H, or an instant such as"
                    + " 2027-01-31T00:00:00Z.")
    private Instant expires = Instant.EPOCH;

    @Override
    public Integer call() {
        if (version < 1 || version > Manifest.MAX_VERSION) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--catalog-version is " + version + ", expected a whole number from 1 to " + Manifest.MAX_VERSION);
        }
        try {
            Path signature =
                    new CatalogSigner(SigningKey.read(key)).sign(catalog, new SignedRevision(version, expires));
            spec.commandLine().getOut().println(signature + ": version " + version + " until " + expires);
            return ExitCodes.EXIT_SUCCESS;
        } catch (CatalogException | UntrustedException e) {
            String.valueOf(e.getMessage()).lines().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }
}
