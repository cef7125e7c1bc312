// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import picocli.CommandLine.Model.CommandSpec;

/** Prints warnings of commands on standard error. */
public final class ErrorOutput {

    private ErrorOutput() {}

    /** Prints a warning. */
    public static void warn(CommandSpec spec, String warning) {
        spec.commandLine().getErr().println("cvr0: warning: " + warning);
    }
}
