// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.CatalogLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cvr0 schema}: prints the JSON Schema of catalogs. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of catalogs. To use it in an editor, save it and begin the catalog with the"
                        + " line '# yaml-language-server: $$schema=catalog.schema.json'.",
        mixinStandardHelpOptions = true)
public final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(CatalogLoader.schema());
        return ExitCodes.EXIT_SUCCESS;
    }
}
