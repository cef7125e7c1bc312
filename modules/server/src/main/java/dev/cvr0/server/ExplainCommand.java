// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 explain}: what a client would be told, and why. */
@picocli.CommandLine.Command(
        name = "explain",
        description = "Says what the lines of one client would be answered, which rule answered and why; for an error,"
                + " which parameter failed which check and what was expected. Nothing is sent anywhere, and"
                + " the catalogue need not be signed yet.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    // What is logged at start and stop is no answer to the question. Held here, or its level would be collected with
    // it.
    private static final Logger LOGGERS = Logger.getLogger("dev.cvr0");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "LINE",
            description = "A line as the client sends it, such as 'CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS"
                    + " a@example.com'. Several are lines of one session.")
    private List<String> lines = List.of();

    @Override
    public Integer call() {
        LOGGERS.setLevel(Level.WARNING);
        // what the rules say is asked for; whether it is signed is for check, and what was served for the server to
        // keep
        Configuration configuration =
                options.configuration(Map.of(CatalogSettings.PUBLIC_KEY, "", CatalogSettings.STATE, ""));
        ServerSettings settings = ServerSettings.read(configuration);
        HandlerRegistry registry = new HandlerRegistry(settings.dialects());
        try (StandalonePlugin plugin = Cvr0Server.plugin(configuration, settings, registry)) {
            return explain(new Explainer(registry, plugin));
        }
    }

    private int explain(Explainer explainer) {
        PrintWriter out = spec.commandLine().getOut();
        for (String line : lines) {
            Optional<Command> command = Command.parse(line);
            if (command.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("cvr0: " + Excerpt.quote(line) + " is no command: expected a verb of three capital"
                                + " letters, a transaction id of 1 to 10 digits and parameters, with single spaces"
                                + " between them");
                return Cvr0Command.NO;
            }
            explainer.explain(command.get()).forEach(out::println);
        }
        return 0;
    }
}
