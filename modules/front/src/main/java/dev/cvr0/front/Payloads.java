// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.util.Set;

/** The commands that carry a payload of as many bytes as their last parameter says, by dialect and direction. */
final class Payloads {

    private static final int WITH_PAYLOADS_OF_CLIENTS = 5;
    private static final int WITH_PAGES = 8;
    private static final int WITH_PERSONAL_MESSAGES = 11;

    private static final Set<String> OF_CLIENTS = Set.of("SDC", "QRY");
    private static final Set<String> OF_CLIENTS_WITH_PAGES = Set.of("SDC", "QRY", "PAG", "PGD");
    private static final Set<String> OF_EMULATORS = Set.of("MSG", "NOT", "IPG", "PAG");
    private static final Set<String> OF_EMULATORS_WITH_PERSONAL_MESSAGES =
            Set.of("MSG", "NOT", "IPG", "PAG", "UBX", "GCF");

    private Payloads() {}

    /** Returns the length in bytes of the payload that follows a line of a client; 0 without a payload. */
    static int ofClient(int dialect, Line line) {
        Set<String> verbs = dialect >= WITH_PAGES
                ? OF_CLIENTS_WITH_PAGES
                : dialect >= WITH_PAYLOADS_OF_CLIENTS ? OF_CLIENTS : Set.of();
        // The second word is the transaction id.
        return line.words().size() > 2 && verbs.contains(line.verb()) ? line.payloadLength() : 0;
    }

    /** Returns the length in bytes of the payload that follows a line of an emulator; 0 without a payload. */
    static int ofEmulator(int dialect, Line line) {
        Set<String> verbs = dialect >= WITH_PERSONAL_MESSAGES ? OF_EMULATORS_WITH_PERSONAL_MESSAGES : OF_EMULATORS;
        return line.words().size() > 1 && verbs.contains(line.verb()) ? line.payloadLength() : 0;
    }
}
