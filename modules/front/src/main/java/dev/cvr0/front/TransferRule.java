// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.host.ListenAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces an address that the emulator names in {@code XFR}, so that clients return to the relay. The relay listens on the
 * port of the replacement and connects from there to the upstream of the rule.
 *
 * @param named the address as the emulator writes it, in lower case
 * @param host the host name or address that clients get instead
 * @param port the port that clients get instead; 0 selects a free port
 * @param upstream the emulator behind the listener on this port
 * @since 0.1
 */
public record TransferRule(String named, String host, int port, InetSocketAddress upstream) {

    static final String FORM = "EMULATOR=LISTENER or EMULATOR=LISTENER=UPSTREAM, each HOST:PORT or [IPV6]:PORT";

    private static final String SEPARATOR = "=";

    /** Converts the name to lower case. */
    public TransferRule {
        named = named.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(upstream, "upstream");
    }

    static Optional<TransferRule> tryParse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 2 && parts.length != 3) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> named = ListenAddress.tryParse(parts[0]);
        Optional<InetSocketAddress> listener = ListenAddress.tryParse(parts[1]);
        Optional<InetSocketAddress> upstream = ListenAddress.tryParse(parts[parts.length == 3 ? 2 : 0]);
        return named.isPresent() && listener.isPresent() && upstream.isPresent()
                ? Optional.of(new TransferRule(
                        parts[0],
                        parts[1].substring(0, parts[1].lastIndexOf(':')),
                        listener.get().getPort(),
                        upstream.get()))
                : Optional.empty();
    }
}
