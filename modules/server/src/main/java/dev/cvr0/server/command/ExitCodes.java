// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

/** The exit codes of the commands. Picocli defines code 2 for usage errors. */
public final class ExitCodes {

    /** Success. */
    public static final int EXIT_SUCCESS = 0;

    /** A check failed, or differences were found. */
    public static final int EXIT_CHECK_FAILED = 1;

    /** Settings, catalog, address or beans prevented the start. */
    public static final int EXIT_STARTUP_FAILED = 3;

    /** An unexpected exception; an error in cvr0. */
    public static final int EXIT_INTERNAL_ERROR = 4;

    private ExitCodes() {}
}
