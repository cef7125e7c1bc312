// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The baseline of the relay: passes on bytes without parsing them. Like the relay, it has one event loop, pauses reading
 * while the other side cannot be written to, and passes on the end of input as such. It does not limit anything.
 */
public final class MinimalRelay {

    private MinimalRelay() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port of the emulator
     */
    public static void main(String[] arguments) {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        InetSocketAddress emulator =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client, emulator);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("minimal relay: listens on 127.0.0.1:" + address.getPort());
    }

    private static void connect(SocketChannel client, InetSocketAddress emulator) {
        new Bootstrap()
                .group(client.eventLoop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new Pump(client))
                .connect(emulator)
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        client.pipeline().addLast(new Pump((SocketChannel) connected.channel()));
                        client.config().setAutoRead(true);
                    } else {
                        client.close();
                    }
                });
    }

    private static final class Pump extends ChannelInboundHandlerAdapter {

        private final SocketChannel to;

        Pump(SocketChannel to) {
            this.to = to;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            to.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            to.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            to.config().setAutoRead(ctx.channel().isWritable());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> end(ctx));
            }
        }

        private void end(ChannelHandlerContext ctx) {
            if (((SocketChannel) ctx.channel()).isOutputShutdown()) {
                ctx.close();
                to.close();
            } else {
                to.shutdownOutput();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            to.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
