// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.server.command.Explainer.Explained;
import dev.cvr0.server.settings.LayeredSettings;
import dev.cvr0.server.settings.ServerSettings;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
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

/** {@code cvr0 explain}: prints the answers to lines of a client, with the reasons. */
@picocli.CommandLine.Command(
        name = "explain",
        description =
                "Prints the answer to each line of a client and the rule that determined it. For an error, prints the"
                        + " invalid parameter and its valid values. Opens no connection. The catalog need not be signed.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    // Hides the log of start and stop. A constant, because a logger without references loses its level.
    private static final Logger LOGGERS = Logger.getLogger("dev.cvr0");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "LINE",
            description = "A line as a client sends it, such as 'CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS"
                    + " a@example.com'. Several lines belong to one session. '-' reads lines from standard input.")
    private List<String> lines = List.of();

    @Override
    public Integer call() {
        LOGGERS.setLevel(Level.WARNING);
        LayeredSettings source = options.unsigned(Map.of());
        try (Explainer explainer = new Explainer(source, ServerSettings.read(source))) {
            return explain(explainer);
        }
    }

    private int explain(Explainer explainer) {
        PrintWriter out = spec.commandLine().getOut();
        JsonArrayBuilder explanations = Json.createArrayBuilder();
        for (String line : StandardInput.expand(lines)) {
            Optional<Command> command = Command.tryParse(line);
            if (command.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("cvr0: " + LogSafeText.quote(line)
                                + " is not a command; expected a verb of three capital"
                                + " letters, a transaction id of 1 to 10 digits and parameters, separated by"
                                + " spaces or tabs");
                return ExitCodes.EXIT_CHECK_FAILED;
            }
            Explained explained = explainer.explain(command.get());
            if (json.isEnabled()) {
                explanations.add(explained.json(line));
            } else {
                explained.lines().forEach(out::println);
            }
        }
        if (json.isEnabled()) {
            JsonOutput.print(out, explanations.build());
        }
        return ExitCodes.EXIT_SUCCESS;
    }
}
