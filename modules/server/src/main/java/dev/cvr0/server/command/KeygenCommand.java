// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.signing.SigningKeyPair;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 keygen}: generates keys for signing and verifying catalogs and emergency documents. */
@Command(
        name = "keygen",
        description = "Generates a pair of Ed25519 keys. Writes the private key into a new file that only you can read."
                + " Prints the public key as a setting of the server. A key for emergency documents belongs to the setting"
                + " cvr0.catalog.emergency-key.",
        mixinStandardHelpOptions = true)
public final class KeygenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The file for the private key. An existing file is not overwritten.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        SigningKeyPair keys = SigningKeyPair.generate();
        keys.signing().write(file);
        spec.commandLine().getOut().println(CatalogSettings.PUBLIC_KEYS.key() + " = " + keys.verifying());
        return ExitCodes.EXIT_SUCCESS;
    }
}
