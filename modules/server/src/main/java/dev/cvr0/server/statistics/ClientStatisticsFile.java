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

/** Client statistics in a file. Continues the counts in the file, and writes it every minute and on close. */
public final class ClientStatisticsFile implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");

    private final Path path;
    private final ClientStatistics statistics;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(ManagedThreads.named("cvr0-statistics-"));
    private boolean failing;

    /**
     * Reads the counts in the file.
     *
     * @param path the file; it may be missing
     * @throws InvalidClientListException if the file has different content
     */
    public ClientStatisticsFile(Path path) {
        this.path = path;
        this.statistics = new ClientStatistics(read(path));
    }

    /**
     * Reads earlier statistics.
     *
     * @param path the file
     * @return the number of requests by client; empty if the file is missing
     * @throws InvalidClientListException if the file has different content
     */
    public static Map<ClientProfile, Long> read(Path path) {
        return Files.exists(path) ? ClientList.read(path) : Map.of();
    }

    /** {@return the statistics that are written to the file} */
    public ClientStatistics statistics() {
        return statistics;
    }

    /** Starts writing the file every minute. */
    public void start() {
        writer.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.MINUTES);
    }

    /** Writes the file for the last time. */
    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }

    // Answers do not depend on the file: the first failure is logged as a warning, and the next write tries again.
    private synchronized void write() {
        try {
            new AtomicFile(path).replace(statistics.text().getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            LOGGER.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    () -> "CVR0-4003: " + path + ": the client statistics cannot be written: "
                            + AtomicFile.ioErrorMessage(e));
            failing = true;
        }
    }
}
