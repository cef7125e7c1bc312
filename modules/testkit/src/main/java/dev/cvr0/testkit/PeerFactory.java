// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.Peer;
import java.util.Map;

/**
 * Makes the server that a transcript is played against.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PeerFactory {

    /**
     * A server that runs with the settings of one transcript. It is closed once the dialogues of the transcript have
     * been played.
     *
     * @param settings keys, with their prefix, and values; empty for a server with its defaults
     * @return a peer of its own
     * @throws Exception if the server cannot be started; the dialogues of the transcript then fail with it
     */
    Peer peerFor(Map<String, String> settings) throws Exception;
}
