// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cvr0.admin.operation.ApiResponse.EventStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes the events of one stream without blocking. Ends the response to a client that does not read them. */
final class EventWriter implements Runnable, WriteListener {

    private static final int MAX_UNREAD_SECONDS = 15;

    private final AsyncContext context;
    private final EventStream events;
    private final ServletOutputStream out;
    private final Set<EventWriter> open;
    private volatile Future<?> timer = completedFuture(null);
    private int unreadSeconds;

    EventWriter(AsyncContext context, EventStream events, Set<EventWriter> open) throws IOException {
        this.context = context;
        this.events = events;
        this.open = open;
        this.out = context.getResponse().getOutputStream();
    }

    void start(ScheduledExecutorService executor) {
        open.add(this);
        out.setWriteListener(this);
        timer = executor.scheduleWithFixedDelay(this, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        try {
            if (!out.isReady()) {
                unreadSeconds++;
                if (unreadSeconds == MAX_UNREAD_SECONDS) {
                    end();
                }
                return;
            }
            unreadSeconds = 0;
            Optional<String> event = events.poll();
            if (event.isPresent()) {
                out.write(event.get().getBytes(StandardCharsets.UTF_8));
                if (out.isReady()) {
                    out.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            end();
        }
    }

    @Override
    public void onWritePossible() {
        // The next event is written by the timer.
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    /** Ends the stream. Later calls have no effect. */
    void end() {
        if (open.remove(this)) {
            timer.cancel(false);
            events.close();
            context.complete();
        }
    }
}
