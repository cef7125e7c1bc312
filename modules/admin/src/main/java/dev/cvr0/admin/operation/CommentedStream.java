// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import dev.cvr0.admin.operation.ApiResponse.EventStream;
import java.util.Optional;

/** Sends a comment if there is no event for a while. Polled on one thread at a time. */
final class CommentedStream implements EventStream {

    private static final int MAX_SILENT_POLLS = 15;
    private static final String COMMENT = ":\n\n";

    private final EventStream events;
    private int silentPolls;

    CommentedStream(EventStream events) {
        this.events = events;
    }

    @Override
    public Optional<String> poll() {
        Optional<String> event = events.poll();
        silentPolls = event.isPresent() ? 0 : silentPolls + 1;
        if (silentPolls < MAX_SILENT_POLLS) {
            return event;
        }
        silentPolls = 0;
        return Optional.of(COMMENT);
    }

    @Override
    public void close() {
        events.close();
    }
}
