// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.SnapshotSource;
import dev.cvr0.catalog.source.UnstableContentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a source when its stamp changes, until the content is complete. A signed snapshot is complete; other content is,
 * after two consecutive reads with the same result. Not thread-safe.
 */
final class SourceReader {

    /** The coarsest granularity of file times (FAT). Two changes within it can have the same attributes. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);

    private static final long READ_INTERVAL_MILLIS = 100;
    private static final int MAX_READS = 20;

    private final SnapshotSource source;
    private Object stamp = new Object();
    private Instant stampSince = Instant.MIN;
    private boolean unchangedSinceStamp;
    private String lastId = "";

    SourceReader(SnapshotSource source) {
        this.source = source;
    }

    /** The result of reading the source once. Equal content and equal failures have the same ID. */
    record ReadResult(String id, Optional<Snapshot> content, Optional<CatalogException> failure) {

        boolean isStable() {
            return failure.filter(UnstableContentException.class::isInstance).isEmpty();
        }

        boolean isVerified() {
            return content.filter(Snapshot::isVerified).isPresent();
        }

        Optional<SourceUnavailableException> unavailable() {
            return failure.filter(SourceUnavailableException.class::isInstance)
                    .map(SourceUnavailableException.class::cast);
        }

        Snapshot contentOrThrow() {
            return content.orElseThrow(failure::orElseThrow);
        }
    }

    /** Reads the content for the first time, from a source with the same content. */
    ReadResult first(SnapshotSource from, Instant now) {
        stampSince = now;
        try {
            stamp = stamp(from);
        } catch (SourceUnavailableException e) {
            return failed(e);
        }
        ReadResult result = read(from);
        for (int reads = 1; !result.isStable() && reads < MAX_READS && pause(); reads++) {
            result = read(from);
        }
        lastId = result.id();
        return result;
    }

    /**
     * Reads the source if its content may have changed.
     *
     * @return the result, if it is complete
     * @throws SourceUnavailableException if the source cannot be reached; the next poll reads it
     */
    Optional<ReadResult> poll(Instant now) {
        Object newStamp = stamp(source);
        if (!newStamp.equals(stamp)) {
            stamp = newStamp;
            stampSince = now;
            unchangedSinceStamp = false;
        }
        return unchangedSinceStamp ? Optional.empty() : readOnce(now);
    }

    private Optional<ReadResult> readOnce(Instant now) {
        ReadResult result = read(source);
        if (result.unavailable().isPresent()) {
            throw result.unavailable().get();
        }
        boolean isConfirmed = result.isVerified() || result.id().equals(lastId);
        lastId = result.id();
        // Measured with this clock only, because the clock of a file server may differ.
        boolean isOld = Duration.between(stampSince, now).abs().compareTo(GRANULARITY) >= 0;
        unchangedSinceStamp = isConfirmed && result.content().isPresent() && (source.hasExactStamp() || isOld);
        return Optional.of(result).filter(complete -> isConfirmed);
    }

    /** Makes the next poll read the source, whatever its stamp is. */
    void readAtNextPoll() {
        unchangedSinceStamp = false;
    }

    /** Reads the source now, until the content is complete. */
    ReadResult readStable() {
        readAtNextPoll();
        ReadResult last = read(source);
        if (last.isVerified() || last.unavailable().isPresent()) {
            return last;
        }
        for (int reads = 1; reads < MAX_READS && pause(); reads++) {
            ReadResult next = read(source);
            if (next.id().equals(last.id()) && next.isStable()) {
                return next;
            }
            last = next;
        }
        return last.isStable()
                ? failed(new CatalogException(
                        SourceLocation.whole(source.name()), "the file is being changed; wait until it is written"))
                : last;
    }

    /** Converts a failure to one with a message for the operator. */
    CatalogException failure(Throwable cause) {
        if (cause instanceof CatalogException expected) {
            return expected;
        }
        String message = cause instanceof OutOfMemoryError
                ? "reading needs more memory than the JVM has: " + cause.getMessage() + "; raise -Xmx"
                : "unexpected failure while reading: " + cause;
        return new CatalogException(SourceLocation.whole(source.name()), message, cause);
    }

    private static Object stamp(SnapshotSource source) {
        try {
            return source.stamp();
        } catch (SourceUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Different from every other stamp, so that the next poll reads the source.
            return new Object();
        }
    }

    private ReadResult read(SnapshotSource from) {
        try {
            Snapshot content = from.read();
            return new ReadResult(content.id(), Optional.of(content), Optional.empty());
        } catch (RuntimeException | Error e) {
            return failed(failure(e));
        }
    }

    private static ReadResult failed(CatalogException failure) {
        return new ReadResult("unreadable: " + failure.getMessage(), Optional.empty(), Optional.of(failure));
    }

    private static boolean pause() {
        try {
            Thread.sleep(READ_INTERVAL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
