// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log of a server that does not tell a deployer why an application failed, named by {@code cvr0.server.log}; nothing
 * is in that of any other.
 *
 * @param file the log; empty for none
 * @param failure what is written when a deployment has failed, by {@code cvr0.server.log.failure}; empty if the deployer
 *     is told that
 * @param deployerWaits whether the deployer waits for a success that does not come, by {@code cvr0.server.log.waits}
 * @param begin where reading begins, in bytes
 */
record ServerLog(String file, String failure, boolean deployerWaits, long begin) {

    static ServerLog fromNowOn() throws IOException {
        String file = System.getProperty("cvr0.server.log", "");
        return new ServerLog(
                file,
                System.getProperty("cvr0.server.log.failure", ""),
                Boolean.getBoolean("cvr0.server.log.waits"),
                Files.isRegularFile(Path.of(file)) ? Files.size(Path.of(file)) : 0);
    }

    String written() throws IOException {
        if (file.isEmpty()) {
            return "";
        }
        try (InputStream log = Files.newInputStream(Path.of(file))) {
            log.skipNBytes(begin);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    boolean tellsOfFailure() throws IOException {
        return !failure.isEmpty() && written().contains(failure);
    }
}
