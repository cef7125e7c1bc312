// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The baseline: a server that answers each line with the bytes of the full server, without parsing it. Like the full
 * server, it has one event loop, the same socket buffers, and a lingering close: it shuts down its output, and closes the
 * connection when the client has closed too. Unlike the full server, it uses the shutdown method of the channel, which
 * takes more processor time than shutting down the descriptor directly.
 */
public final class CannedServer {

    private CannedServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, 16 * 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(2048))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(4 * 1024, 16 * 1024))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Answers());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("canned answers: listens on 127.0.0.1:" + address.getPort());
    }

    private static final class Answers extends SimpleChannelInboundHandler<ByteBuf> {

        private int lines;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf chunk) {
            ByteBuf answers = ctx.alloc().buffer(Dialogue.CVQ_ANSWER.length);
            while (chunk.isReadable()) {
                if (chunk.readByte() == '\n') {
                    answers.writeBytes(lines++ == 0 ? Dialogue.VER_ANSWER : Dialogue.CVQ_ANSWER);
                }
            }
            ChannelFuture written = ctx.writeAndFlush(answers);
            if (lines > 1) {
                written.addListener(flushed -> ((SocketChannel) ctx.channel()).shutdownOutput());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                ctx.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
