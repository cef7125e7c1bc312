// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Plays dialogues against a peer, each on a new connection, and reports the mismatches.
 *
 * <p>The peer is not trusted: its input is bounded, and silence, an endless line or a reset is a mismatch within the time
 * limits. Thread-safe if the peer is.
 *
 * @since 0.1
 */
public final class DialoguePlayer {

    private final Peer peer;
    private final Limits limits;

    /**
     * Creates a player that waits five seconds for a step, and for {@code open} expects 300 milliseconds of silence.
     *
     * @param peer the peer; not closed
     */
    public DialoguePlayer(Peer peer) {
        this(peer, Limits.DEFAULT_STEP, Limits.DEFAULT_QUIET);
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
        this.limits = new Limits(stepLimit, quietTime);
    }

    /**
     * Plays one dialogue up to its last step, or up to the first step after which it cannot continue.
     *
     * @param dialogue the dialogue
     * @return the result
     */
    public DialogueResult play(Dialogue dialogue) {
        try (Connection connection = peer.connect()) {
            return new DialogueResult(dialogue, new DialogueRun(connection, limits).play(dialogue.steps()));
        } catch (IOException e) {
            return new DialogueResult(
                    dialogue, List.of(new Mismatch(dialogue.line(), "a connection", "none: " + e.getMessage())));
        }
    }
}
