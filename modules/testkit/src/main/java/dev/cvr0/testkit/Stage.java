// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Outcome;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Where the dialogues of one transcript are played. Its peer is made for the first of them. */
final class Stage {

    private final Transcript transcript;
    private final PeerFactory factory;
    private final List<Peer> peers = new ArrayList<>(1);

    Stage(Transcript transcript, PeerFactory factory) {
        this.transcript = transcript;
        this.factory = factory;
    }

    void play(Dialogue dialogue) throws Exception {
        Outcome outcome = new DialoguePlayer(peer()).play(dialogue);
        if (!outcome.passed()) {
            Assertions.fail(outcome.describe(transcript.source()));
        }
    }

    synchronized void close() {
        peers.forEach(Peer::close);
        peers.clear();
    }

    private synchronized Peer peer() throws Exception {
        if (peers.isEmpty()) {
            peers.add(factory.peerFor(transcript.settings()));
        }
        return peers.get(0);
    }
}
