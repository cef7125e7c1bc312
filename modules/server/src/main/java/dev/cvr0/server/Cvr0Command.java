// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: what can be done, and how it ends. */
@Command(
        name = "cvr0",
        description = "Answers MSN Messenger clients that ask which version to run: VER and CVQ of CVR0.",
        mixinStandardHelpOptions = true,
        versionProvider = Cvr0Command.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:the answer is no: the catalogue has faults, nothing was signed, no archive was made, the diff or the probe found differences, the"
                    + " line is no command",
            "2:the command line cannot be understood",
            "3:the server cannot start: settings, catalogue, address or beans",
            "4:a fault of cvr0 itself"
        })
final class Cvr0Command {

    static final int NO = 1;
    static final int CANNOT_START = 3;
    static final int OWN_FAULT = 4;

    private static final List<Subcommand> SUBCOMMANDS = List.of(
            new Subcommand("serve", ServeCommand.class),
            new Subcommand("explain", ExplainCommand.class),
            new Subcommand("check", CheckCommand.class),
            new Subcommand("diff", DiffCommand.class),
            new Subcommand("fmt", FmtCommand.class),
            new Subcommand("schema", SchemaCommand.class),
            new Subcommand("keygen", KeygenCommand.class),
            new Subcommand("sign", SignCommand.class),
            new Subcommand("probe", ProbeCommand.class),
            new Subcommand("archive", ArchiveCommand.class));

    private Cvr0Command() {}

    /**
     * A command line for these arguments; it prints to the standard streams unless told otherwise. Reading a command's
     * annotations costs more than most commands do, so where the arguments name one, the line has no other.
     */
    static CommandLine lineFor(String... args) {
        CommandLine line = new CommandLine(new Cvr0Command());
        List<Subcommand> named = SUBCOMMANDS.stream()
                .filter(command -> args.length > 0 && command.name().equals(args[0]))
                .toList();
        (named.isEmpty() ? SUBCOMMANDS : named).forEach(command -> line.addSubcommand(command.name(), command.type()));
        return line.setExecutionExceptionHandler(new Faults())
                .setParameterExceptionHandler(new UsageFaults())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private record Subcommand(String name, Class<?> type) {}

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Cvr0Command.class.getPackage().getImplementationVersion();
            return new String[] {"cvr0 " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
