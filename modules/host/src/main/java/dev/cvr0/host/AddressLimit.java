// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.settings.AddressBlock;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the open connections of each IPv4 address and each IPv6 /64 prefix. Thread-safe. */
record AddressLimit(ClientSettings settings, Map<Object, Integer> counts) {

    // One customer of a provider has at least a /64, and chooses addresses in it freely.
    private static final int PREFIX_BITS = 64;

    AddressLimit(ClientSettings settings) {
        this(settings, new ConcurrentHashMap<>());
    }

    /** Counts a connection. Returns false if the address has too many; {@link #release} is then required too. */
    boolean acquire(InetAddress client) {
        return counts.merge(key(client), 1, Integer::sum) <= settings.maxConnectionsPerAddress() || isTrusted(client);
    }

    void release(InetAddress client) {
        counts.computeIfPresent(key(client), (key, count) -> count == 1 ? null : count - 1);
    }

    /** Returns the key of the sessions that share turns: those of one client, or a single one of a trusted address. */
    Object turnKey(ClientSession session) {
        return isTrusted(session.client()) ? session : key(session.client());
    }

    private boolean isTrusted(InetAddress client) {
        return settings.trustedAddresses().stream().anyMatch(block -> block.contains(client));
    }

    private static Object key(InetAddress client) {
        return AddressBlock.prefix(client, PREFIX_BITS);
    }
}
