// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.util.List;

/** Plays transcripts without JUnit. */
final class TranscriptRuns {

    private TranscriptRuns() {}

    static List<String> failures(Transcript transcript, Peer peer) {
        DialoguePlayer player = new DialoguePlayer(peer);
        return transcript.dialogues().stream()
                .map(player::play)
                .filter(result -> !result.passed())
                .map(result -> describe(result, transcript))
                .toList();
    }

    private static String describe(DialogueResult result, Transcript transcript) {
        return result.dialogue().name() + ": " + result.describe(transcript.source());
    }
}
