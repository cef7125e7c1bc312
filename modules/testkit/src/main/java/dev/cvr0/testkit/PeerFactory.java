// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.transcript.Peer;
import java.util.Map;

/**
 * Creates the server for a transcript.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PeerFactory {

    /**
     * Creates a server with the settings of one transcript. The caller closes it after the last dialogue.
     *
     * @param settings keys, with their prefix, and values; empty for the defaults
     * @return a new peer
     * @throws Exception if the server cannot be started; the dialogues of the transcript then fail with this exception
     */
    Peer peerFor(Map<String, String> settings) throws Exception;
}
