// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.files.AtomicFile;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The audit log in a folder: {@code audit.log} with the changes, and {@code rejected.log} with the requests for changes that
 * were rejected. These are separate, so that an attacker cannot displace the changes. Used on one thread, except for reading.
 */
final class AuditLog {

    private static final long MAX_BYTES = 10L * 1024 * 1024;
    private static final int KEPT_CHANGES = 9;

    private final AuditFile changes;
    private final AuditFile rejections;
    private final AccessLog log;
    // Changes that were made when the file could not be written. Until they are written, there are no others.
    private final Deque<AuditEntry> unwritten = new ArrayDeque<>();

    AuditLog(Path folder, AccessLog log) {
        this(folder, MAX_BYTES, log);
    }

    AuditLog(Path folder, long maxBytes, AccessLog log) {
        this.changes = new AuditFile(folder.resolve("audit.log"), maxBytes, KEPT_CHANGES);
        this.rejections = new AuditFile(folder.resolve("rejected.log"), maxBytes, 1);
        this.log = log;
    }

    /**
     * Checks that a change can be recorded.
     *
     * @throws ProblemException 503 if it cannot
     */
    void requireWritable() {
        try {
            writeUnwritten();
            changes.check();
        } catch (IOException e) {
            log.refused(changes.path() + ": " + AtomicFile.ioErrorMessage(e));
            throw new ProblemException(Problem.unavailable(
                    "the audit log cannot be written, so the change was not made; see the log of the server"));
        }
    }

    /** Records a request. */
    void add(AuditEntry entry) {
        if (entry.isRejected()) {
            log.rejected(entry);
            try {
                rejections.append(entry.toJson());
            } catch (IOException e) {
                log.rejectionNotWritten(rejections.path() + ": " + AtomicFile.ioErrorMessage(e));
            }
            return;
        }
        log.changed(entry);
        unwritten.add(entry);
        try {
            writeUnwritten();
        } catch (IOException e) {
            log.notWritten(entry, changes.path() + ": " + AtomicFile.ioErrorMessage(e));
        }
    }

    /** Returns the newest records of both files, the newest first. */
    List<JsonObject> newest(int limit) throws IOException {
        // The sort is stable, so that records of the same millisecond keep their order.
        List<JsonObject> records = Stream.concat(changes.newest(limit).stream(), rejections.newest(limit).stream())
                .sorted(Comparator.comparing((JsonObject entry) -> Instant.parse(entry.getString("time"))))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(records);
        return List.copyOf(records.subList(0, Math.min(limit, records.size())));
    }

    private void writeUnwritten() throws IOException {
        for (AuditEntry entry = unwritten.peek(); entry != null; entry = unwritten.peek()) {
            changes.append(entry.toJson());
            unwritten.remove();
        }
    }
}
