// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cvr0 emergency}: writes a signed emergency document. */
@Command(
        name = "emergency",
        description = "Writes a signed emergency document, with which servers answer clients their own versions until a"
                + " higher version of the catalog is served. Name all rules again that an earlier document names.",
        mixinStandardHelpOptions = true)
public final class EmergencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The private key of the setting cvr0.catalog.emergency-key.")
    private Path key = Path.of("");

    @Option(
            names = "--for",
            paramLabel = "VERSION",
            required = true,
            description = "The version of the newest catalog. A higher version lifts the emergency.")
    private long version;

    @ArgGroup(multiplicity = "1")
    private Scope scope = new Scope();

    /** The replaced answers. */
    static final class Scope {

        @Option(names = "--all", description = "Replaces all answers.")
        private boolean all;

        @Option(
                names = "--rule",
                paramLabel = "NAME",
                arity = "1..*",
                description =
                        "Replaces the answers of a rule or a rule for unknown clients, of 'otherwise', or of 'blocked'.")
        private List<String> rules = List.of();
    }

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The document: emergency.sig in a signed folder, or any file for 'cvr0 publish'.")
    private Path output = Path.of("");

    @Override
    public Integer call() {
        byte[] document = emergency().sign(SigningKey.read(key));
        try {
            new AtomicFile(output).replace(document);
        } catch (IOException e) {
            throw new CatalogException(
                    SourceLocation.whole(output.toString()),
                    "cannot write the document: " + AtomicFile.ioErrorMessage(e),
                    e);
        }
        spec.commandLine()
                .getOut()
                .println(output + ": signed (for version: " + version + ", rules: "
                        + (scope.all ? "all" : String.valueOf(scope.rules.size())) + ")");
        return ExitCodes.EXIT_SUCCESS;
    }

    private Emergency emergency() {
        try {
            return new Emergency(version, Instant.now().truncatedTo(ChronoUnit.SECONDS), scope.rules);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--for and --rule: " + e.getMessage());
        }
    }
}
