// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

/** What this emulator has in its table: it writes its answers to the client itself. */
@FunctionalInterface
public interface LineHandler {

    /**
     * Handles one line.
     *
     * @param line the line without its terminator
     * @param client who sent it
     */
    void handle(String line, Client client);
}
