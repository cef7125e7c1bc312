// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

/** Where the virtual machine begins. */
public final class Main {

    private Main() {}

    /**
     * Runs the command line and exits with its code.
     *
     * @param args as {@code cvr0 --help} says
     */
    public static void main(String[] args) {
        System.exit(Cvr0Command.lineFor(args).execute(args));
    }
}
