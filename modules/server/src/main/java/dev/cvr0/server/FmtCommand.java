// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogException;
import dev.cvr0.catalog.CatalogLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 fmt}: gives catalogues their layout. */
@Command(
        name = "fmt",
        description =
                "Lays catalogue files out: two spaces for each step, one before a remark, none at the end of a line."
                        + " Nothing is moved, and no value and no remark is changed; a file that would lose one is refused. Each"
                        + " file that is not tidy is named on standard output.",
        mixinStandardHelpOptions = true)
final class FmtCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    private List<Path> files = List.of();

    @Option(names = "--check", description = "Writes nothing, and exits with 1 if a file is not tidy.")
    private boolean check;

    @Override
    public Integer call() {
        List<CatalogLayout> untidy = new ArrayList<>();
        boolean refused = false;
        for (Path file : files) {
            refused |= !examine(file, untidy);
        }
        return refused || check && !untidy.isEmpty() ? Cvr0Command.NO : 0;
    }

    private boolean examine(Path file, List<CatalogLayout> untidy) {
        try {
            CatalogLayout layout = CatalogLayout.of(file);
            if (!layout.isTidy()) {
                untidy.add(layout);
                write(layout);
                spec.commandLine().getOut().println(file);
            }
            return true;
        } catch (CatalogException e) {
            e.getMessage().lines().forEach(spec.commandLine().getErr()::println);
            return false;
        }
    }

    private void write(CatalogLayout layout) {
        if (!check) {
            layout.write();
        }
    }
}
