// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A live catalogue with a thread that looks for changes until this is closed. Safe for use by many threads. */
final class WatchedCatalog implements CatalogSource {

    private final LiveCatalog live;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private WatchedCatalog(LiveCatalog live, Duration interval, ThreadFactory threads) {
        this.live = live;
        this.interval = interval;
        this.thread = threads.newThread(this::watch);
    }

    static WatchedCatalog start(LiveCatalog live, Duration interval, ThreadFactory threads) {
        WatchedCatalog watched = new WatchedCatalog(live, interval, threads);
        watched.thread.start();
        return watched;
    }

    @Override
    public Catalog catalog() {
        return live.catalog();
    }

    @Override
    public CatalogStatus status() {
        return live.status();
    }

    @Override
    public CatalogStatus reload() {
        return live.reload();
    }

    // No interrupt: it could close the file under a reading. The thread ends by itself after at most one look.
    @Override
    public void close() {
        closed.countDown();
    }

    private void watch() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                live.poll();
            }
        } catch (InterruptedException e) {
            // a server interrupts its managed threads when it takes the application down
            Thread.currentThread().interrupt();
        }
    }
}
