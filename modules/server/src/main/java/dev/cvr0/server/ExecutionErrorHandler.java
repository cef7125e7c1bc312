// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.host.HostStartException;
import dev.cvr0.plugin.registration.PluginStartException;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.settings.InvalidSettingsException;
import java.lang.System.Logger.Level;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints the message of a startup error; logs any other exception with its stack trace. */
final class ExecutionErrorHandler implements IExecutionExceptionHandler {

    private static final List<Class<? extends Exception>> STARTUP_ERRORS =
            List.of(InvalidSettingsException.class, HostStartException.class, PluginStartException.class);

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        if (STARTUP_ERRORS.stream().anyMatch(type -> type.isInstance(error))) {
            String.valueOf(error.getMessage())
                    .lines()
                    .forEach(line -> command.getErr().println("cvr0: " + line));
            return ExitCodes.EXIT_STARTUP_FAILED;
        }
        System.getLogger("dev.cvr0.server").log(Level.ERROR, "CVR0-4001: internal error", error);
        command.getErr().println("cvr0: internal error, please report it: " + error);
        return ExitCodes.EXIT_INTERNAL_ERROR;
    }
}
