// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

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
        subcommands = {
            ServeCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            FmtCommand.class,
            SchemaCommand.class,
            KeygenCommand.class,
            SignCommand.class,
            ProbeCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:the answer is no: the catalogue has faults, nothing was signed, the diff or the probe found differences, the"
                    + " line is no command",
            "2:the command line cannot be understood",
            "3:the server cannot start: settings, catalogue, address or beans",
            "4:a fault of cvr0 itself"
        })
final class Cvr0Command {

    static final int NO = 1;
    static final int CANNOT_START = 3;
    static final int OWN_FAULT = 4;

    private Cvr0Command() {}

    /** A new command line; it prints to the standard streams unless told otherwise. */
    static CommandLine line() {
        return new CommandLine(new Cvr0Command())
                .setExecutionExceptionHandler(new Faults())
                .setParameterExceptionHandler(new UsageFaults())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Cvr0Command.class.getPackage().getImplementationVersion();
            return new String[] {"cvr0 " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
