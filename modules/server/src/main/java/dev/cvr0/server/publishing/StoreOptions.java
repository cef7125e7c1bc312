// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.server.command.JsonOption;
import dev.cvr0.server.command.JsonOutput;
import dev.cvr0.server.command.SettingFileOptions;
import dev.cvr0.server.settings.LayeredSettings;
import jakarta.json.JsonStructure;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of all commands that use a store of publications. */
class StoreOptions extends SettingFileOptions {

    /** The description of a location. */
    static final String TARGET =
            "The store: a folder (folder:PATH), the folder of a web server, or a database (jdbc:...).";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final JsonOption json = new JsonOption();

    LayeredSettings settings() {
        return layered(Map.of());
    }

    /** Opens the store of a location; the caller closes it. */
    PublicationStore open(String location) {
        SourceProvider provider;
        try {
            provider = SourceProvider.of(location);
        } catch (CatalogException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return provider.store(location, settings());
    }

    /** Prints a result as JSON or as text. */
    void print(Supplier<JsonStructure> value, Consumer<PrintWriter> text) {
        printJson(value);
        printText(text);
    }

    void printJson(Supplier<JsonStructure> value) {
        if (json.isEnabled()) {
            JsonOutput.print(spec.commandLine().getOut(), value.get());
        }
    }

    void printText(Consumer<PrintWriter> text) {
        if (!json.isEnabled()) {
            text.accept(spec.commandLine().getOut());
            spec.commandLine().getOut().flush();
        }
    }

    CommandSpec spec() {
        return spec;
    }
}
