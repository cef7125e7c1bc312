// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs another source on its own thread, and abandons an operation that takes too long. Opening a named pipe, or reading
 * from a file server that does not answer, blocks a thread forever and cannot be interrupted. The next operation runs on
 * a new thread. Thread-safe.
 */
public final class TimeLimitedSource implements SnapshotSource {

    /** The maximum number of operations that run or have been abandoned and still block a thread. */
    static final int MAX_RUNNING = 8;

    private static final long IDLE_SECONDS = 5;

    private final SnapshotSource source;
    private final ThreadFactory threads;
    private final Duration limit;
    private final AtomicInteger running = new AtomicInteger();
    private volatile ThreadPoolExecutor worker;

    /** Limits each operation of a source. */
    public TimeLimitedSource(SnapshotSource source, ThreadFactory threads, Duration limit) {
        this.source = source;
        this.threads = threads;
        this.limit = limit;
        this.worker = newWorker();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Object stamp() {
        return run(source::stamp);
    }

    @Override
    public Snapshot read() {
        return run(source::read);
    }

    @Override
    public void accept(Snapshot snapshot, Instant now) {
        run(() -> {
            source.accept(snapshot, now);
            return snapshot;
        });
    }

    @Override
    public boolean hasExactStamp() {
        return source.hasExactStamp();
    }

    @Override
    public EmergencyGuard emergencies() {
        return source.emergencies();
    }

    @Override
    public void report(NodeStatus status) {
        run(() -> {
            source.report(status);
            return status;
        });
    }

    @Override
    public void decided(ClientProfile client, BooleanSupplier isListed) {
        source.decided(client, isListed);
    }

    @Override
    public void close() {
        source.close();
    }

    private <T> T run(Supplier<T> operation) {
        if (running.get() >= MAX_RUNNING) {
            throw blocked(
                    MAX_RUNNING + " reads of the file are blocked; check its file system, then restart",
                    new TimeoutException());
        }
        Future<T> result = submit(operation);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker = newWorker();
            throw blocked(
                    "reading takes longer than " + limit.toMillis()
                            + " ms; check that it is a regular file, and that its file system responds",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("reading was interrupted; try again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) Objects.requireNonNull(e.getCause()); // a supplier throws no checked exception
        }
    }

    // Counted before the thread starts, which can take longer than the limit on a busy machine.
    private <T> Future<T> submit(Supplier<T> operation) {
        running.incrementAndGet();
        try {
            return worker.submit(() -> finish(operation));
        } catch (RuntimeException | Error notStarted) {
            running.decrementAndGet();
            throw notStarted;
        }
    }

    private <T> T finish(Supplier<T> operation) {
        try {
            return operation.get();
        } finally {
            running.decrementAndGet();
        }
    }

    // Only sources over a network have exact stamps.
    private CatalogException blocked(String messageOfFile, TimeoutException cause) {
        return hasExactStamp()
                ? new SourceUnavailableException(
                        name(),
                        "no answer within " + limit.toMillis() + " ms; check the network and the load of its server",
                        cause)
                : failed(messageOfFile, cause);
    }

    private CatalogException failed(String message, Throwable cause) {
        return new CatalogException(SourceLocation.whole(name()), message, cause);
    }

    // The thread of an unused worker ends by itself, also that of an abandoned one after its operation.
    private ThreadPoolExecutor newWorker() {
        ThreadPoolExecutor created =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        created.allowCoreThreadTimeOut(true);
        return created;
    }
}
