// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.host.HostStartException;
import dev.cvr0.plugin.registration.PluginStartException;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.publishing.InvalidClientListException;
import dev.cvr0.settings.InvalidSettingsException;
import java.lang.System.Logger.Level;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints the message of an expected error; logs any other exception with its stack trace. */
final class ExecutionErrorHandler implements IExecutionExceptionHandler {

    private static final List<Class<? extends Exception>> STARTUP_ERRORS = List.of(
            InvalidSettingsException.class,
            HostStartException.class,
            PluginStartException.class,
            SourceUnavailableException.class);
    private static final List<Class<? extends Exception>> FAILED_CHECKS = List.of(
            CatalogException.class,
            UntrustedException.class,
            InvalidClientListException.class,
            PublicationException.class);

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        if (isAnyOf(STARTUP_ERRORS, error)) {
            print("cvr0: ", error, command);
            return ExitCodes.EXIT_STARTUP_FAILED;
        }
        if (isAnyOf(FAILED_CHECKS, error)) {
            print(error instanceof PublicationException ? "cvr0: " : "", error, command);
            return ExitCodes.EXIT_CHECK_FAILED;
        }
        System.getLogger("dev.cvr0.server").log(Level.ERROR, "CVR0-4001: internal error", error);
        command.getErr().println("cvr0: internal error, please report it: " + error);
        return ExitCodes.EXIT_INTERNAL_ERROR;
    }

    private static boolean isAnyOf(List<Class<? extends Exception>> types, Exception error) {
        return types.stream().anyMatch(type -> type.isInstance(error));
    }

    private static void print(String prefix, Exception error, CommandLine command) {
        String.valueOf(error.getMessage())
                .lines()
                .forEach(line -> command.getErr().println(prefix + line));
    }
}
