// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import dev.cvr0.transcript.Limits.Deadline;
import java.time.Duration;

/** Reads lines from a connection. Keeps at most the longest line and one read. */
final class LineReader {

    /** The limit for an answer with its terminator, in bytes; answers of the protocol are far shorter. */
    static final int MAX_LINE_BYTES = 8192;

    private static final Bytes RETURN = Bytes.ofText("\r");

    private final Connection connection;
    private Bytes pending = Bytes.NONE;

    LineReader(Connection connection) {
        this.connection = connection;
    }

    /** A line, or the reason why there is none. */
    sealed interface Result {

        record Line(Bytes withoutLineFeed) implements Result {

            boolean isEndedByReturn() {
                return withoutLineFeed.endsWith(RETURN);
            }

            Bytes content() {
                return isEndedByReturn() ? withoutLineFeed.slice(0, withoutLineFeed.length() - 1) : withoutLineFeed;
            }
        }

        record NoLine(String description) implements Result {

            @Override
            public String toString() {
                return description;
            }
        }
    }

    Result line(Duration within) {
        Deadline deadline = Deadline.in(within);
        while (pending.indexOf('\n') < 0 && pending.length() < MAX_LINE_BYTES) {
            Received received = connection.receive(deadline.left());
            if (!(received instanceof Received.Data data)) {
                return new Result.NoLine(describe(received, within) + afterPending());
            }
            pending = pending.plus(data.bytes());
        }
        int end = pending.indexOf('\n');
        return end < 0 || end >= MAX_LINE_BYTES
                ? new Result.NoLine(
                        "more than " + (MAX_LINE_BYTES - 1) + " bytes without a line end: " + pending.quoted())
                : take(end);
    }

    /** Returns the next input, complete line or not. */
    Received next(Duration within) {
        return pending.length() > 0 ? new Received.Data(pending) : connection.receive(within);
    }

    static String describe(Received received, Duration waited) {
        if (received instanceof Received.Data data) {
            return data.bytes().quoted();
        }
        if (received instanceof Received.Reset reset) {
            return "a reset connection (" + reset.reason() + ")";
        }
        return received instanceof Received.EndOfStream
                ? "the end of the stream"
                : "nothing within " + waited.toMillis() + " ms";
    }

    private Result take(int end) {
        Bytes line = pending.slice(0, end);
        pending = pending.slice(end + 1, pending.length());
        return new Result.Line(line);
    }

    private String afterPending() {
        return pending.length() == 0 ? "" : " after " + pending.quoted();
    }
}
