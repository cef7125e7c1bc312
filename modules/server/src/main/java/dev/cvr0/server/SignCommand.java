// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogException;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.Edition;
import dev.cvr0.catalog.signing.Manifest;
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

/** {@code cvr0 sign}: signs a catalogue that has no fault. */
@Command(
        name = "sign",
        description =
                "Checks a catalogue as 'check' does, and signs it if it has no fault: a file x.yaml with x.yaml.sig"
                        + " beside it, a folder with catalog.sig in it.",
        mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CATALOG", description = "The catalogue: a file, or a folder of files.")
    private Path catalog = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "The private key, from 'cvr0 keygen'.")
    private Path key = Path.of("");

    @Option(
            names = "--catalog-version",
            paramLabel = "N",
            required = true,
            description = "A whole number above 0 and above that of every catalogue signed before. A server that has"
                    + " served N refuses all below it.")
    private long version;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            required = true,
            converter = ExpiryConverter.class,
            description =
                    "When the catalogue is to be replaced by a later one: a time from now such as P30D or PT12H, or"
                            + " an instant such as 2027-01-31T00:00:00Z.")
    private Instant expires = Instant.EPOCH;

    @Override
    public Integer call() {
        if (version < 1 || version > Manifest.HIGHEST_VERSION) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--catalog-version is " + version + ", expected a whole number from 1 to "
                            + Manifest.HIGHEST_VERSION);
        }
        try {
            Path signature = new CatalogSigner(SigningKey.read(key)).sign(catalog, new Edition(version, expires));
            spec.commandLine().getOut().println(signature + ": version " + version + " until " + expires);
            return 0;
        } catch (CatalogException | UntrustedException e) {
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
            return Cvr0Command.NO;
        }
    }
}
