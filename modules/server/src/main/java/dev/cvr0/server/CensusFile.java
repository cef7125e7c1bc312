// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.files.DurableFile;
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
import java.util.function.Supplier;

/** The file that a census is kept in: goes on from what it holds, is replaced every minute and at the end. */
final class CensusFile implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");

    private final Path path;
    private final Supplier<String> text;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cvr0-census");
        thread.setDaemon(true);
        return thread;
    });
    private boolean failing;

    private CensusFile(Path path, Supplier<String> text) {
        this.path = path;
        this.text = text;
    }

    /** Begins to keep a census in a file. */
    static CensusFile keep(Census census, Path path) {
        census.start(before(path));
        CensusFile file = new CensusFile(path, census::text);
        file.writer.scheduleWithFixedDelay(file::write, 1, 1, TimeUnit.MINUTES);
        return file;
    }

    /**
     * What a file of an earlier census holds; nothing if there is none.
     *
     * @throws BadClientsException if it holds anything else
     */
    static Map<ClientProfile, Long> before(Path path) {
        return Files.exists(path) ? ClientList.read(path) : Map.of();
    }

    /** Writes what was counted since, and ends. */
    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }

    // The answers do not depend on it, so a full disk is told once and tried again.
    private synchronized void write() {
        try {
            new DurableFile(path).replace(text.get().getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            LOGGER.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    () -> "CVR0-4003: the census cannot be written to " + path + ": " + e.getMessage());
            failing = true;
        }
    }
}
