// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.signing.KeyCouple;
import dev.cvr0.catalog.signing.UntrustedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 keygen}: makes the keys by which catalogues are signed and verified. */
@Command(
        name = "keygen",
        description = "Makes a pair of Ed25519 keys. The private one is written into a new file that only you can read;"
                + " the public one is printed as the setting that a server needs.",
        mixinStandardHelpOptions = true)
final class KeygenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "Where to write the private key. Never overwritten.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        KeyCouple keys = KeyCouple.generate();
        try {
            keys.signing().write(file);
        } catch (UntrustedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Cvr0Command.NO;
        }
        spec.commandLine().getOut().println(CatalogSettings.PUBLIC_KEY + " = " + keys.verifying());
        return 0;
    }
}
