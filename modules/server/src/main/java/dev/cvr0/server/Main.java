// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

/** The main class. */
public final class Main {

    private Main() {}

    /**
     * Runs the command line and exits with its code.
     *
     * @param args the arguments, see {@code cvr0 --help}
     */
    public static void main(String[] args) {
        System.exit(Cvr0Command.lineFor(args).execute(args));
    }
}
