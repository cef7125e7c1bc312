// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Prints a usage error and how to get help, one line each. */
final class UsageErrorHandler implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("cvr0: "
                + String.valueOf(error.getMessage()).lines().findFirst().orElse("usage error"));
        CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
        err.println("cvr0: try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
