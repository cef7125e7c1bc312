// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.host.Endpoint;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the bytes of one side in two writes, split after a number of bytes of the session, or each byte by itself. The pause
 * between the writes lets the relay read the first one alone; the expected bytes do not depend on it.
 */
record SplitSender(char side, int at) implements RelayScript.Sender {

    static final int EVERYWHERE = -1;

    private static final long PAUSE_NANOS = 300_000;

    @Override
    public void send(char sender, int from, Endpoint to, String bytes) {
        int head = at - from;
        if (sender == side && at == EVERYWHERE) {
            for (int i = 0; i < bytes.length(); i++) {
                to.send(bytes.substring(i, i + 1));
            }
        } else if (sender == side && head > 0 && head < bytes.length()) {
            to.send(bytes.substring(0, head));
            LockSupport.parkNanos(PAUSE_NANOS);
            to.send(bytes.substring(head));
        } else {
            to.send(bytes);
        }
    }
}
