// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plays dialogues against a peer, each on a new connection, and reports the mismatches.
 *
 * <p>The peer is not trusted. Its input is bounded, and silence, an endless line and a reset are reported as mismatches
 * within the time limits. Thread-safe if the peer is.
 *
 * @since 0.1
 */
public final class DialoguePlayer {

    private static final Duration MAX_TIME = Duration.ofHours(24);

    /** The limit for an answer with its terminator, in bytes; answers of the protocol are far shorter. */
    private static final int MAX_LINE_BYTES = 8192;

    private static final Bytes RETURN = Bytes.ofText("\r");

    private final Peer peer;
    private final Duration stepLimit;
    private final Duration quietTime;

    /**
     * Creates a player that waits five seconds for each step, and for 300 milliseconds of silence at {@code open}.
     *
     * @param peer the peer; not closed
     */
    public DialoguePlayer(Peer peer) {
        this(peer, Duration.ofSeconds(5), Duration.ofMillis(300));
    }

    /**
     * Creates a player with other time limits.
     *
     * @param peer the peer; not closed
     * @param stepLimit the time limit of a step, from a millisecond to a day
     * @param quietTime the silence expected for {@code open}, from a millisecond to a day
     * @throws IllegalArgumentException if a time is too short or too long
     */
    public DialoguePlayer(Peer peer, Duration stepLimit, Duration quietTime) {
        this.peer = Objects.requireNonNull(peer, "peer");
        this.stepLimit = validate("stepLimit", stepLimit);
        this.quietTime = validate("quietTime", quietTime);
    }

    private static Duration validate(String name, Duration time) {
        if (time.toMillis() < 1 || time.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException(name + " is " + time + ", expected from 1 ms to 24 h");
        }
        return time;
    }

    /**
     * Plays one dialogue up to its last step, or up to the first step after which it cannot continue.
     *
     * @param dialogue the dialogue
     * @return the result
     */
    public DialogueResult play(Dialogue dialogue) {
        try (Connection connection = peer.connect()) {
            return new DialogueResult(dialogue, new DialogueRun(connection).play(dialogue.steps()));
        } catch (IOException e) {
            String mismatch = dialogue.line() + ": expected a connection, but connecting failed: " + e.getMessage();
            return new DialogueResult(dialogue, List.of(mismatch));
        }
    }

    /** Plays one dialogue on one connection. Buffers at most one line and one read. For one call. */
    private final class DialogueRun {

        private final Connection connection;
        private final List<String> mismatches = new ArrayList<>();
        private Bytes pending = Bytes.NONE;
        private boolean aborted;

        DialogueRun(Connection connection) {
            this.connection = connection;
        }

        List<String> play(List<Step> steps) {
            for (Step step : steps) {
                if (!aborted) {
                    String expected = step.line() + ": expected " + expectation(step);
                    play(step).ifPresent(got -> mismatches.add(expected + ", got " + got));
                }
            }
            return mismatches;
        }

        private static String expectation(Step step) {
            if (step instanceof Step.Send send) {
                return "the server to accept " + send.bytes().quoted();
            } else if (step instanceof Step.ExpectLine answer) {
                return answer.content().quoted();
            } else if (step instanceof Step.ExpectPattern pattern) {
                return "a line that matches '" + pattern.regex() + "'";
            }
            return step instanceof Step.ExpectOpen
                    ? "no more input and an open connection"
                    : "the server to close the connection";
        }

        /** Plays one step. Returns a description of the server's behaviour if it does not match the step. */
        private Optional<String> play(Step step) {
            try {
                if (step instanceof Step.Send send) {
                    connection.send(send.bytes(), stepLimit);
                    return Optional.empty();
                } else if (step instanceof Step.ExpectLine answer) {
                    return expectLine(answer.content()::equals);
                } else if (step instanceof Step.ExpectPattern pattern) {
                    return expectLine(content -> content.matches(pattern.regex()));
                }
                return step instanceof Step.ExpectOpen
                        ? expectEnd(quietTime, Optional.empty())
                        : expectEnd(stepLimit, Optional.of(Bytes.NONE));
            } catch (IOException e) {
                return step instanceof Step.Send
                        ? abort("a broken connection: " + e.getMessage())
                        : abort("a reset connection (" + e.getMessage() + ")" + afterPending());
            }
        }

        private Optional<String> expectLine(Predicate<Bytes> wanted) throws IOException {
            long deadline = System.nanoTime() + stepLimit.toNanos();
            int end = pending.indexOf('\n');
            for (; end < 0 && pending.length() < MAX_LINE_BYTES; end = pending.indexOf('\n')) {
                long left = Math.max(0, deadline - System.nanoTime());
                Optional<Bytes> input = connection.receive(Duration.ofNanos(left));
                if (input.isEmpty() || input.get().length() == 0) {
                    return abort(describe(input, stepLimit) + afterPending());
                }
                pending = pending.plus(input.get());
            }
            if (end < 0 || end >= MAX_LINE_BYTES) {
                return abort(
                        "more than " + (MAX_LINE_BYTES - 1) + " bytes without a line terminator: " + pending.quoted());
            }
            Bytes line = pending.slice(0, end);
            pending = pending.slice(end + 1, pending.length());
            if (!line.endsWith(RETURN)) {
                return Optional.of(line.quoted() + " terminated by a bare LF instead of CRLF");
            }
            Bytes content = line.slice(0, end - 1);
            return wanted.test(content) ? Optional.empty() : Optional.of(content.quoted());
        }

        private Optional<String> expectEnd(Duration wait, Optional<Bytes> wanted) throws IOException {
            Optional<Bytes> got = pending.length() > 0 ? Optional.of(pending) : connection.receive(wait);
            return got.equals(wanted) ? Optional.empty() : Optional.of(describe(got, wait));
        }

        private Optional<String> abort(String got) {
            aborted = true;
            return Optional.of(got);
        }

        private String afterPending() {
            return pending.length() == 0 ? "" : " after " + pending.quoted();
        }

        private static String describe(Optional<Bytes> input, Duration waited) {
            return input.map(bytes -> bytes.length() == 0 ? "the end of the stream" : bytes.quoted())
                    .orElse("no input within " + waited.toMillis() + " ms");
        }
    }
}
