// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Clients for tests. */
final class SampleClients {

    /** A time at which no rule begins or ends. */
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private SampleClients() {}

    /**
     * Parses a client: locale, system type, system version, architecture, library and version, optionally followed by
     * codebase, user handle, dialects separated by commas, and address. A hyphen is an absent value.
     */
    static ClientProfile of(String attributes) {
        String[] words = Arrays.copyOf(attributes.split(" "), 10);
        return new ClientProfile(
                new ClientProgram(
                        Lcid.tryParse(words[0]).orElseThrow(),
                        words[1],
                        words[2],
                        words[3],
                        words[4],
                        ClientVersion.parse(words[5]),
                        text(words[6], "")),
                text(words[7], ""),
                words[8] == null ? List.of() : Dialect.listOf(words[8].split(",")),
                address(text(words[9], "127.0.0.1")));
    }

    private static String text(String word, String otherwise) {
        return word == null || word.equals("-") ? otherwise : word;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
