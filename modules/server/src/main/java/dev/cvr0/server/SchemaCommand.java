// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cvr0 schema}: the schema of catalogues, for editors. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of catalogues. Save it, and name it in the first line of a catalogue for your"
                        + " editor: '# yaml-language-server: $$schema=catalog.schema.json'.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(CatalogLoader.schema());
        return 0;
    }
}
