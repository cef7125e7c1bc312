// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import dev.cvr0.transcript.DialogueResult.Mismatch;
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
 * <p>The peer is not trusted: its input is bounded, and silence, an endless line or a reset is a mismatch within the time
 * limits. Thread-safe if the peer is.
 *
 * @since 0.1
 */
public final class DialoguePlayer {

    private static final Duration DEFAULT_STEP_LIMIT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_QUIET_TIME = Duration.ofMillis(300);
    private static final Duration MAX_TIME = Duration.ofDays(1);

    /** The limit for an answer with its terminator, in bytes; answers of the protocol are far shorter. */
    private static final int MAX_LINE_BYTES = 8192;

    private static final Bytes RETURN = Bytes.ofText("\r");

    private final Peer peer;
    private final Duration stepLimit;
    private final Duration quietTime;

    /**
     * Creates a player that waits five seconds for a step, and for {@code open} expects 300 milliseconds of silence.
     *
     * @param peer the peer; not closed
     */
    public DialoguePlayer(Peer peer) {
        this(peer, DEFAULT_STEP_LIMIT, DEFAULT_QUIET_TIME);
    }

    /**
     * Creates a player with other times.
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
            throw new IllegalArgumentException(
                    name + " is " + time + ", expected from 1 ms to " + MAX_TIME.toHours() + " h");
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
            return new DialogueResult(
                    dialogue, List.of(new Mismatch(dialogue.line(), "a connection", "none: " + e.getMessage())));
        }
    }

    /** One dialogue on one connection. Keeps at most the longest line and one read. For one call. */
    private final class DialogueRun {

        private final Connection connection;
        private final List<Mismatch> mismatches = new ArrayList<>();
        private Bytes pending = Bytes.NONE;
        private boolean aborted;

        DialogueRun(Connection connection) {
            this.connection = connection;
        }

        List<Mismatch> play(List<Step> steps) {
            for (Step step : steps) {
                if (!aborted) {
                    play(step);
                }
            }
            return mismatches;
        }

        private void play(Step step) {
            if (step instanceof Step.Send send) {
                send(send);
            } else if (step instanceof Step.ExpectLine answer) {
                expectLine(step, answer.content().quoted(), answer.content()::equals);
            } else if (step instanceof Step.ExpectPattern pattern) {
                String expected = "a line like '" + pattern.regex() + "'";
                expectLine(step, expected, content -> content.matches(pattern.regex()));
            } else if (step instanceof Step.ExpectOpen) {
                expectEnd(step, "nothing more on an open connection", quietTime, Optional.empty());
            } else {
                expectEnd(step, "the server to close", stepLimit, Optional.of(Bytes.NONE));
            }
        }

        private void send(Step.Send send) {
            try {
                connection.send(send.bytes(), stepLimit);
            } catch (IOException e) {
                String expected = "the server to take " + send.bytes().quoted();
                mismatch(send, expected, "a broken connection: " + e.getMessage());
                aborted = true;
            }
        }

        private void expectLine(Step step, String expected, Predicate<Bytes> wanted) {
            Optional<String> failure = receiveLine();
            if (failure.isPresent()) {
                mismatch(step, expected, failure.get());
                aborted = true;
                return;
            }
            int end = pending.indexOf('\n');
            Bytes line = pending.slice(0, end);
            pending = pending.slice(end + 1, pending.length());
            if (!line.endsWith(RETURN)) {
                mismatch(step, expected, line.quoted() + " ended by a bare LF instead of CRLF");
            } else if (!wanted.test(line.slice(0, end - 1))) {
                mismatch(step, expected, line.slice(0, end - 1).quoted());
            }
        }

        /** Receives until a line is pending. Returns a description of the other input if that fails. */
        private Optional<String> receiveLine() {
            long deadline = System.nanoTime() + stepLimit.toNanos();
            try {
                while (pending.indexOf('\n') < 0 && pending.length() < MAX_LINE_BYTES) {
                    long left = Math.max(0, deadline - System.nanoTime());
                    Optional<Bytes> input = connection.receive(Duration.ofNanos(left));
                    if (input.isEmpty() || input.get().length() == 0) {
                        return Optional.of(describe(input, stepLimit) + afterPending());
                    }
                    pending = pending.plus(input.get());
                }
            } catch (IOException e) {
                return Optional.of(describe(e) + afterPending());
            }
            int end = pending.indexOf('\n');
            return end >= 0 && end < MAX_LINE_BYTES
                    ? Optional.empty()
                    : Optional.of(
                            "more than " + (MAX_LINE_BYTES - 1) + " bytes without a line end: " + pending.quoted());
        }

        private String afterPending() {
            return pending.length() == 0 ? "" : " after " + pending.quoted();
        }

        private void expectEnd(Step step, String expected, Duration wait, Optional<Bytes> wanted) {
            try {
                Optional<Bytes> got = pending.length() > 0 ? Optional.of(pending) : connection.receive(wait);
                if (!got.equals(wanted)) {
                    mismatch(step, expected, describe(got, wait));
                }
            } catch (IOException e) {
                mismatch(step, expected, describe(e));
            }
        }

        private void mismatch(Step step, String expected, String got) {
            mismatches.add(new Mismatch(step.line(), expected, got));
        }

        private String describe(Optional<Bytes> input, Duration waited) {
            return input.map(bytes -> bytes.length() == 0 ? "the end of the stream" : bytes.quoted())
                    .orElse("nothing within " + waited.toMillis() + " ms");
        }

        private String describe(IOException reset) {
            return "a reset connection (" + reset.getMessage() + ")";
        }
    }
}
