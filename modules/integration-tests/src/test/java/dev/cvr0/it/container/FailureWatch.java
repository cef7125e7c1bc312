// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the wait of an adapter that nobody tells that an application failed: interrupts it as soon as the log says so. Is
 * opened and closed by the thread that deploys.
 */
final class FailureWatch implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Thread deploying = Thread.currentThread();
    private final ServerLog log;
    private boolean open = true;

    private FailureWatch(ServerLog log) {
        this.log = log;
    }

    static FailureWatch over(ServerLog log) {
        FailureWatch watch = new FailureWatch(log);
        if (log.deployerWaits()) {
            watch.clock.scheduleAtFixedRate(watch::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private void look() {
        try {
            if (log.tellsOfFailure()) {
                interrupt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void interrupt() {
        if (open) {
            open = false;
            deploying.interrupt();
        }
    }

    /** From here on nobody is interrupted any more, nor was. */
    @Override
    public void close() {
        stop();
        clock.shutdownNow();
    }

    private synchronized void stop() {
        open = false;
        Thread.interrupted();
    }
}
