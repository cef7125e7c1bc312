// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Peer;
import java.time.Duration;

/** The waiting times of the tests, multiplied by the factor of the host. */
record Timeouts(double factor) {

    private static final double MIN_FACTOR = 0.1;
    private static final double MAX_FACTOR = 1000;
    private static final int ANSWER_MILLIS = 5000;
    private static final int SILENCE_MILLIS = 300;

    Timeouts {
        if (!(factor >= MIN_FACTOR && factor <= MAX_FACTOR)) {
            throw new IllegalArgumentException("the timeout factor is " + factor + ", expected 0.1 to 1000");
        }
    }

    static Timeouts of(HostUnderTest host) {
        return new Timeouts(host.timeoutFactor());
    }

    Duration answer() {
        return times(ANSWER_MILLIS);
    }

    DialoguePlayer player(Peer peer) {
        return new DialoguePlayer(peer, answer(), times(SILENCE_MILLIS));
    }

    private Duration times(int millis) {
        return Duration.ofMillis((long) (millis * factor));
    }
}
