// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of the PROXY protocol. */
final class ProxyHeader {

    private ProxyHeader() {}

    /** Writes a header without flushing it. */
    static void write(
            ProxyProtocol protocol, InetSocketAddress source, InetSocketAddress destination, SocketChannel emulator) {
        if (protocol == ProxyProtocol.NONE) {
            return;
        }
        boolean v4 = source.getAddress() instanceof Inet4Address;
        boolean sameFamily = v4 == destination.getAddress() instanceof Inet4Address;
        HAProxyMessage header = new HAProxyMessage(
                protocol == ProxyProtocol.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                v4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                NetUtil.toAddressString(source.getAddress()),
                sameFamily ? NetUtil.toAddressString(destination.getAddress()) : v4 ? "0.0.0.0" : "::",
                source.getPort(),
                destination.getPort());
        ChannelPipeline pipeline = emulator.pipeline();
        pipeline.addFirst(HAProxyMessageEncoder.INSTANCE);
        emulator.write(header);
        pipeline.remove(HAProxyMessageEncoder.INSTANCE);
    }

    /** Returns the address of the client; empty if the header has none, as in the health check of a proxy. */
    static Optional<InetSocketAddress> source(HAProxyMessage header) {
        return header.command() == HAProxyCommand.PROXY
                ? address(header.sourceAddress(), header.sourcePort())
                : Optional.empty();
    }

    static Optional<InetSocketAddress> destination(HAProxyMessage header) {
        return address(header.destinationAddress(), header.destinationPort());
    }

    // The text may also be the path of a UNIX socket, so it must not be resolved as a host name.
    private static Optional<InetSocketAddress> address(@Nullable String text, int port) {
        InetAddress address = text == null ? null : NetUtil.createInetAddressFromIpAddressString(text);
        return address == null ? Optional.empty() : Optional.of(new InetSocketAddress(address, port));
    }
}
