// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Peer;
import java.time.Duration;

/** How long a host is waited for. */
record Patience(double factor) {

    private static final double LEAST = 0.1;
    private static final double MOST = 1000;
    private static final int ANSWER_MILLIS = 5000;
    private static final int SILENCE_MILLIS = 300;

    Patience {
        if (!(factor >= LEAST && factor <= MOST)) {
            throw new IllegalArgumentException("the timeout factor is " + factor + ", expected 0.1 to 1000");
        }
    }

    static Patience of(HostUnderTest host) {
        return new Patience(host.timeoutFactor());
    }

    DialoguePlayer player(Peer peer) {
        return new DialoguePlayer(peer, times(ANSWER_MILLIS), times(SILENCE_MILLIS));
    }

    private Duration times(int millis) {
        return Duration.ofMillis((long) (millis * factor));
    }
}
