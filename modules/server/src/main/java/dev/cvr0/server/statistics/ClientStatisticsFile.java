// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.catalog.files.AtomicFile;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Client statistics in a file. Continues the counts in the file, and writes it every minute and on close. A file with
 * other content is renamed, and its valid lines are counted. No file prevents the start.
 */
public final class ClientStatisticsFile implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("'.corrupt-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The largest file that is read, in bytes. The server writes at most 6 MB. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private final Path path;
    private final ClientStatistics statistics;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(ManagedThreads.named("cvr0-statistics-"));
    private final boolean writable;
    private boolean failing;

    /**
     * Adds the counts in the file to statistics.
     *
     * @param path the file; it may be missing
     * @param statistics the statistics that are written to the file
     */
    public ClientStatisticsFile(Path path, ClientStatistics statistics) {
        this.path = path;
        this.statistics = statistics;
        this.writable = Files.notExists(path) || read();
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

    // Returns whether the file may be replaced.
    private boolean read() {
        try {
            byte[] content = new AtomicFile(path).read(MAX_BYTES);
            List<String> problems = content.length > MAX_BYTES
                    ? List.of(path + ": has more than " + MAX_BYTES + " bytes")
                    : read(content);
            return problems.isEmpty() || setAside(problems.get(0));
        } catch (IOException e) {
            notWritten(AtomicFile.ioErrorMessage(e));
            return false;
        }
    }

    private List<String> read(byte[] content) {
        return ClientList.read(
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8)),
                path.toString(),
                statistics::add);
    }

    private boolean setAside(String problem) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + SUFFIX.format(Instant.now()));
        Files.move(path, aside);
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-4005: " + problem + "; the client statistics file was renamed to " + aside
                        + ", and its valid lines are continued");
        replace();
        return true;
    }

    private void replace() throws IOException {
        new AtomicFile(path).replace(statistics.text().getBytes(StandardCharsets.UTF_8));
    }

    private void notWritten(String reason) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-4006: " + path + ": cannot be read or renamed, so client statistics are not written: "
                        + reason + "; name a new file in cvr0.census");
    }

    // Answers do not depend on the file: the first failure is logged as a warning, and the next write tries again.
    private synchronized void write() {
        if (!writable) {
            return;
        }
        try {
            replace();
            failing = false;
        } catch (IOException e) {
            failed(AtomicFile.ioErrorMessage(e));
        } catch (RuntimeException | Error e) {
            // The executor would not call this again after an exception.
            failed(e.toString());
        }
    }

    private void failed(String reason) {
        LOGGER.log(
                failing ? Level.DEBUG : Level.WARNING,
                () -> "CVR0-4003: " + path + ": the client statistics cannot be written: " + reason);
        failing = true;
    }
}
