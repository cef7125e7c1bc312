// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.settings.BadSettingsException;
import dev.cvr0.host.HostStartException;
import dev.cvr0.plugin.PluginStartException;
import java.lang.System.Logger.Level;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Ends a command that failed: a user's mistake with its message, a fault of our own with its trace in the log. */
final class Faults implements IExecutionExceptionHandler {

    private static final List<Class<? extends Exception>> MISTAKES =
            List.of(BadSettingsException.class, HostStartException.class, PluginStartException.class);

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        if (MISTAKES.stream().anyMatch(type -> type.isInstance(fault))) {
            fault.getMessage().lines().forEach(line -> command.getErr().println("cvr0: " + line));
            return Cvr0Command.CANNOT_START;
        }
        System.getLogger("dev.cvr0.server").log(Level.ERROR, "CVR0-4001: a fault of cvr0 itself", fault);
        command.getErr().println("cvr0: a fault of cvr0 itself, please report it: " + fault);
        return Cvr0Command.OWN_FAULT;
    }
}
