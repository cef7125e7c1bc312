// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Ends a command line that cannot be understood: one line says what is wrong, one where to find help. */
final class UsageFaults implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("cvr0: " + fault.getMessage().lines().findFirst().orElse("the command line cannot be understood"));
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("cvr0: try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
