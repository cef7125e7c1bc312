// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogException;
import dev.cvr0.catalog.CatalogLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 check}: says what is wrong with a catalogue, before a server has to. */
@Command(
        name = "check",
        description = "Checks a catalogue. Every fault is a line on standard error: file:line:column, what is wrong,"
                + " what was expected.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The catalogue.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        try {
            Catalog catalog = new CatalogLoader().load(file);
            spec.commandLine()
                    .getOut()
                    .println(file + ": no fault in " + catalog.ruleCount() + " rules and " + catalog.releaseCount()
                            + " releases");
            return 0;
        } catch (CatalogException e) {
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
            return Cvr0Command.NO;
        }
    }
}
