// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts an adapter that keeps waiting for an application that has failed, as soon as the log reports the failure.
 * Created and closed by the deployer thread.
 */
final class DeploymentFailureWatcher implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Thread deployer = Thread.currentThread();
    private final ServerLog log;
    private boolean open = true;

    private DeploymentFailureWatcher(ServerLog log) {
        this.log = log;
    }

    static DeploymentFailureWatcher over(ServerLog log) {
        DeploymentFailureWatcher watcher = new DeploymentFailureWatcher(log);
        if (log.deployerWaits()) {
            watcher.scheduler.scheduleAtFixedRate(
                    watcher::checkLog, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return watcher;
    }

    private void checkLog() {
        try {
            if (log.reportsFailure()) {
                interrupt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void interrupt() {
        if (open) {
            open = false;
            deployer.interrupt();
        }
    }

    /** Stops the watcher and clears a pending interrupt of the deploying thread. */
    @Override
    public void close() {
        stop();
        scheduler.shutdownNow();
    }

    private synchronized void stop() {
        open = false;
        Thread.interrupted();
    }
}
