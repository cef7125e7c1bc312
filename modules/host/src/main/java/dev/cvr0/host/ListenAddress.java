// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as an operator writes and reads them: {@code HOST:PORT}, or {@code [IPV6]:PORT}.
 *
 * @since 0.1
 */
public final class ListenAddress {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^\\s:\\[\\]]+)):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private ListenAddress() {}

    /**
     * Takes a text apart and resolves its host.
     *
     * @param text any text
     * @return the address, unresolved if the host has none; empty if the text has another form
     */
    public static Optional<InetSocketAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > LAST_PORT) {
            return Optional.empty();
        }
        String host =
                Optional.ofNullable(matcher.group(1)).map(v6 -> "[" + v6 + "]").orElseGet(() -> matcher.group(2));
        return Optional.of(new InetSocketAddress(host, Integer.parseInt(matcher.group(3))));
    }

    /**
     * Writes an address so that {@link #parse} reads it.
     *
     * @param address any address
     * @return the numeric address where it is resolved, otherwise the host name, and the port
     */
    public static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        boolean bare = host.contains(":") && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
