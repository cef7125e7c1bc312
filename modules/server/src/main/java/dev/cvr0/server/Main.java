// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main class. */
public final class Main {

    private static final String ARCHIVE = "cvr0.archive";

    private Main() {}

    /**
     * Runs the command and exits with its code.
     *
     * @param args the arguments, see {@code cvr0 --help}
     */
    public static void main(String[] args) {
        int code = Cvr0Command.lineFor(args).execute(args);
        if (code != 0) {
            discardArchive();
        }
        System.exit(code);
    }

    // The CDS archive lacks the classes that a successful run loads. Without the key, bin/cvr0 replaces it.
    private static void discardArchive() {
        try {
            Files.deleteIfExists(Path.of(System.getProperty(ARCHIVE, "") + ".key"));
        } catch (IOException e) {
            System.getLogger("dev.cvr0.server")
                    .log(
                            System.Logger.Level.DEBUG,
                            () -> "CVR0-4004: the key of the CDS archive cannot be deleted: " + e);
        }
    }
}
