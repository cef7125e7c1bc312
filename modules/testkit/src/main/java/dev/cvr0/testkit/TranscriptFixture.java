// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Plays the dialogues of one transcript against one peer, which is created for the first of them. */
final class TranscriptFixture {

    private final Transcript transcript;
    private final PeerFactory factory;
    private final List<Peer> peers = new ArrayList<>(1);

    TranscriptFixture(Transcript transcript, PeerFactory factory) {
        this.transcript = transcript;
        this.factory = factory;
    }

    void play(Dialogue dialogue) throws Exception {
        DialogueResult result = new DialoguePlayer(peer()).play(dialogue);
        if (!result.passed()) {
            Assertions.fail(result.describe(transcript.source()));
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
