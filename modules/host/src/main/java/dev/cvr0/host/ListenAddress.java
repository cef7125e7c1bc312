// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of addresses: {@code HOST:PORT}, or {@code [IPV6]:PORT}.
 *
 * @since 0.1
 */
public final class ListenAddress {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([^\\s:\\[\\]]+)):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private ListenAddress() {}

    /**
     * Parses an address and resolves its host.
     *
     * @param text any text
     * @return the address, unresolved if the host has no address; empty if the text has another form
     */
    public static Optional<InetSocketAddress> tryParse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
            return Optional.empty();
        }
        String host =
                Optional.ofNullable(matcher.group(1)).map(v6 -> "[" + v6 + "]").orElseGet(() -> matcher.group(2));
        return Optional.of(new InetSocketAddress(host, Integer.parseInt(matcher.group(3))));
    }

    /**
     * Formats an address so that {@link #tryParse} accepts it.
     *
     * @param address any address
     * @return the numeric address if resolved, otherwise the host name, and the port
     */
    public static String format(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        boolean bare = host.contains(":") && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
