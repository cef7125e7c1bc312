// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 init}: writes a catalog to start with. */
@Command(
        name = "init",
        description = "Writes a valid catalog with comments, as a start for your own.",
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {

    private static final String TEMPLATE = "catalog.yaml";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            defaultValue = TEMPLATE,
            description = "The new file. An existing file is not overwritten. Default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        try (InputStream template = Objects.requireNonNull(InitCommand.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            Files.copy(template, file);
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + ": cannot write the catalog: " + AtomicFile.ioErrorMessage(e));
            return ExitCodes.EXIT_CHECK_FAILED;
        }
        spec.commandLine()
                .getOut()
                .println(file + ": written; edit it, then run 'cvr0 check " + file + "' and 'cvr0 serve --catalog "
                        + file + "'");
        return ExitCodes.EXIT_SUCCESS;
    }
}
