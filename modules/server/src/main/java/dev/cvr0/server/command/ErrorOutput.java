// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the results of commands on standard error. */
public final class ErrorOutput {

    private ErrorOutput() {}

    /** Prints each line of the message of an exception. */
    public static void print(CommandSpec spec, Exception problem) {
        PrintWriter err = spec.commandLine().getErr();
        String.valueOf(problem.getMessage()).lines().forEach(err::println);
    }

    /** Prints a warning. */
    public static void warn(CommandSpec spec, String warning) {
        spec.commandLine().getErr().println("cvr0: warning: " + warning);
    }
}
