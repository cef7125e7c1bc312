// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log of a server that does not report to the deployer why an application failed. Other servers have no log here.
 *
 * @param file the log, from {@code cvr0.server.log}; empty for none
 * @param failure the text that the log contains after a failed deployment, from {@code cvr0.server.log.failure}; empty if
 *     the server reports the failure to the deployer
 * @param deployerWaits whether the deployer keeps waiting after a failure, from {@code cvr0.server.log.waits}
 * @param begin the offset at which reading begins, in bytes
 */
record ServerLog(String file, String failure, boolean deployerWaits, long begin) {

    static ServerLog fromCurrentEnd() throws IOException {
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

    boolean reportsFailure() throws IOException {
        return !failure.isEmpty() && written().contains(failure);
    }
}
