// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.settings.AddressBlock;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the addresses of HTTP clients.
 *
 * @param behindProxy whether the last address in {@code X-Forwarded-For}, which the proxy has added, is that of the client
 */
record ClientAddresses(boolean behindProxy) {

    private static final String FORWARDED = "X-Forwarded-For";

    InetAddress of(Channel channel, HttpHeaders headers) {
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        return behindProxy ? forwarded(headers).orElse(peer) : peer;
    }

    private static Optional<InetAddress> forwarded(HttpHeaders headers) {
        List<String> values = headers.getAll(FORWARDED);
        String last = values.isEmpty() ? "" : values.get(values.size() - 1);
        return AddressBlock.tryParse(last.substring(last.lastIndexOf(',') + 1).strip())
                .map(AddressBlock::address);
    }
}
