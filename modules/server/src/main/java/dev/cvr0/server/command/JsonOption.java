// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import picocli.CommandLine.Option;

/** The option for JSON, shared by the commands that support it. */
public final class JsonOption {

    @Option(names = "--json", description = "Prints the result as JSON on standard output, errors included.")
    private boolean enabled;

    /** {@return whether the option is given} */
    public boolean isEnabled() {
        return enabled;
    }
}
