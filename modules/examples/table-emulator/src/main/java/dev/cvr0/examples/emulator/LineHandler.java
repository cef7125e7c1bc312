// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

/** A handler in the table of this emulator. It writes its answers to the client. */
@FunctionalInterface
public interface LineHandler {

    /**
     * Handles one line.
     *
     * @param line the line without its terminator
     * @param client the sender
     */
    void handle(String line, Client client);
}
