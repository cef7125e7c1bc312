// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Plays dialogues against a peer, each on a connection of its own, and says where the peer did otherwise.
 *
 * <p>The peer is not trusted: what it sends is bounded, and silence, an endless line or a reset is a difference and
 * never a wait without end. Safe for use by many threads if the peer is.
 *
 * @since 0.1
 */
public final class DialoguePlayer {

    private final Peer peer;
    private final Limits limits;

    /**
     * A player that waits five seconds for a step and takes 300 milliseconds of silence for an open connection.
     *
     * @param peer what to play against; stays the caller's to close
     */
    public DialoguePlayer(Peer peer) {
        this(peer, Limits.DEFAULT_STEP, Limits.DEFAULT_QUIET);
    }

    /**
     * A player with times of the caller's.
     *
     * @param peer what to play against; stays the caller's to close
     * @param stepLimit how long each step may take, from a millisecond to a day
     * @param quietTime how long nothing must arrive for {@code open}, from a millisecond to a day
     * @throws IllegalArgumentException if a time is too short or too long
     */
    public DialoguePlayer(Peer peer, Duration stepLimit, Duration quietTime) {
        this.peer = Objects.requireNonNull(peer, "peer");
        this.limits = new Limits(stepLimit, quietTime);
    }

    /**
     * Plays one dialogue from its first step to its last, or to the first after which there is no going on.
     *
     * @param dialogue the dialogue
     * @return how it went
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
