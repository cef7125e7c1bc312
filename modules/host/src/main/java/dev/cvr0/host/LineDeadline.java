// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches that lines keep coming. One timer per connection looks at the time of the last line when it goes off, and is
 * set again for what is left: a line costs no more than a look at the clock. For the event loop's thread.
 */
final class LineDeadline {

    private final EventExecutor loop;
    private final Duration idle;
    private final Runnable expiry;
    private long limit;
    private long since;
    private boolean held;
    private Future<?> timer;

    /** Starts, with the limit for the first line. */
    LineDeadline(EventExecutor loop, Duration firstLine, Duration idle, Runnable expiry) {
        this.loop = loop;
        this.idle = idle;
        this.expiry = expiry;
        this.limit = firstLine.toNanos();
        this.since = now();
        this.timer = goOffAfter(Math.min(limit, idle.toNanos()));
    }

    /** A line came at this time, which begins anew, against the limit for a session. */
    void restart(long now) {
        since = now;
        limit = idle.toNanos();
        held = false;
    }

    /** The time stands still until the next {@link #restart}. */
    void hold() {
        held = true;
    }

    void cancel() {
        timer.cancel(false);
    }

    /** The limit that holds now, for a log. */
    Duration limit() {
        return Duration.ofNanos(limit);
    }

    /** The time, in nanoseconds since whenever. */
    long now() {
        return loop.ticker().nanoTime();
    }

    private Future<?> goOffAfter(long nanos) {
        return loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long left = held ? limit : since + limit - now();
        if (left > 0) {
            timer = goOffAfter(left);
        } else {
            expiry.run();
        }
    }
}
