// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.server.command.AskCommand;
import dev.cvr0.server.command.EmergencyCommand;
import dev.cvr0.server.command.ExplainCommand;
import dev.cvr0.server.command.InitCommand;
import dev.cvr0.server.command.KeygenCommand;
import dev.cvr0.server.command.ProbeCommand;
import dev.cvr0.server.command.SchemaCommand;
import dev.cvr0.server.command.ServeCommand;
import dev.cvr0.server.command.TableCommand;
import dev.cvr0.server.command.TokenCommand;
import dev.cvr0.server.publishing.CheckCommand;
import dev.cvr0.server.publishing.DiffCommand;
import dev.cvr0.server.publishing.PublishCommand;
import dev.cvr0.server.publishing.SignCommand;
import dev.cvr0.server.publishing.StatusCommand;
import dev.cvr0.server.publishing.StoreCommands;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command {@code cvr0} and its subcommands. */
@Command(
        name = "cvr0",
        description =
                "Tells MSN Messenger clients which version to run. Serves the commands VER and CVQ of the CVR0 protocol.",
        mixinStandardHelpOptions = true,
        versionProvider = Cvr0Command.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:check failed or differences found",
            "2:usage error",
            "3:startup failed, or a server or store cannot be reached",
            "4:internal error"
        })
final class Cvr0Command {

    private static final List<Subcommand> SUBCOMMANDS = List.of(
            new Subcommand("serve", ServeCommand.class),
            new Subcommand("init", InitCommand.class),
            new Subcommand("explain", ExplainCommand.class),
            new Subcommand("check", CheckCommand.class),
            new Subcommand("diff", DiffCommand.class),
            new Subcommand("table", TableCommand.class),
            new Subcommand("schema", SchemaCommand.class),
            new Subcommand("keygen", KeygenCommand.class),
            new Subcommand("sign", SignCommand.class),
            new Subcommand("publish", PublishCommand.class),
            new Subcommand("history", StoreCommands.class),
            new Subcommand("show", StoreCommands.class),
            new Subcommand("restore", StoreCommands.class),
            new Subcommand("nodes", StoreCommands.class),
            new Subcommand("clients", StoreCommands.class),
            new Subcommand("status", StatusCommand.class),
            new Subcommand("emergency", EmergencyCommand.class),
            new Subcommand("token", TokenCommand.class),
            new Subcommand("ask", AskCommand.class),
            new Subcommand("probe", ProbeCommand.class));

    // These two need the declarations of all others.
    private static final List<Subcommand> ABOUT_COMMANDS = List.of(
            new Subcommand("help", HelpCommand.class),
            new Subcommand("generate-completion", AutoComplete.GenerateCompletion.class));

    private Cvr0Command() {}

    /**
     * Creates a command line that prints to the standard streams. If the arguments name a subcommand, the command line
     * contains no other, because reading the annotations of all subcommands takes longer than most of them run.
     */
    static CommandLine lineFor(String... args) {
        CommandLine line = new CommandLine(new Cvr0Command());
        List<Subcommand> named = SUBCOMMANDS.stream()
                .filter(command -> args.length > 0 && command.name().equals(args[0]))
                .toList();
        (named.isEmpty() ? Stream.of(SUBCOMMANDS, ABOUT_COMMANDS) : Stream.of(named))
                .flatMap(List::stream)
                .forEach(command -> line.addSubcommand(command.name(), command.declaration()));
        return line.setExecutionStrategy(Cvr0Command::execute)
                .setExecutionExceptionHandler(new ExecutionErrorHandler())
                .setParameterExceptionHandler(new UsageErrorHandler())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    // Text that does not end with a line feed stays in the buffer, and the exit of the JVM would discard it.
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } finally {
            parsed.asCommandLineList().forEach(command -> command.getOut().flush());
        }
    }

    private record Subcommand(String name, Class<?> type) {

        /** Returns the class of the command, or its method in a class with several commands. */
        Object declaration() {
            return type.isAnnotationPresent(Command.class)
                    ? type
                    : CommandLine.getCommandMethods(type, name).get(0);
        }
    }

    /** Returns the version of the JAR. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Cvr0Command.class.getPackage().getImplementationVersion();
            return new String[] {"cvr0 " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
