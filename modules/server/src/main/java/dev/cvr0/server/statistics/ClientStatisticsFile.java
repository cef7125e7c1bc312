// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.files.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The file of client statistics. Continues the counts of the file, and is written every minute and at the end. */
public final class ClientStatisticsFile implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");

    private final Path path;
    private final ClientStatistics statistics;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(ManagedThreads.named("cvr0-census-"));
    private boolean failing;

    /**
     * Reads the counts of the file.
     *
     * @param path the file, which need not exist
     * @throws InvalidClientListException if the file has other content
     */
    public ClientStatisticsFile(Path path) {
        this.path = path;
        this.statistics = new ClientStatistics(read(path));
    }

    /**
     * Reads a file of earlier statistics.
     *
     * @param path the file
     * @return the number of clients by client; empty if there is no file
     * @throws InvalidClientListException if the file has other content
     */
    public static Map<ClientProfile, Long> read(Path path) {
        return Files.exists(path) ? ClientList.read(path) : Map.of();
    }

    /** {@return the statistics in this file} */
    public ClientStatistics statistics() {
        return statistics;
    }

    /** Begins to write the file every minute. */
    public void start() {
        writer.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.MINUTES);
    }

    /** Writes the file for the last time. */
    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }

    // Answers do not depend on the file, so a failure is logged once and the next write tries again.
    private synchronized void write() {
        try {
            new AtomicFile(path).replace(statistics.text().getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            LOGGER.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    () -> "CVR0-4003: the census cannot be written to " + path + ": " + e.getMessage());
            failing = true;
        }
    }
}
