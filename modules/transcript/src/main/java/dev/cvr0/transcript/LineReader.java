// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.time.Duration;

/** What a peer sends, cut into lines. Never keeps more than the longest line and one read. */
final class LineReader {

    /** The longest answer that is waited for, with its terminator. The protocol's own are far shorter. */
    static final int LONGEST_LINE = 8192;

    private static final Bytes RETURN = Bytes.ofText("\r");

    private final Connection connection;
    private Bytes pending = Bytes.NONE;

    LineReader(Connection connection) {
        this.connection = connection;
    }

    /** What came in place of a line, or the line. */
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
        while (pending.indexOf('\n') < 0 && pending.length() < LONGEST_LINE) {
            Received received = connection.receive(deadline.left());
            if (!(received instanceof Received.Data data)) {
                return new Result.NoLine(describe(received, within) + afterPending());
            }
            pending = pending.plus(data.bytes());
        }
        int end = pending.indexOf('\n');
        return end < 0 || end >= LONGEST_LINE
                ? new Result.NoLine(
                        "more than " + (LONGEST_LINE - 1) + " bytes without a line end: " + pending.quoted())
                : take(end);
    }

    /** What comes next, whether it is a line or not. */
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
