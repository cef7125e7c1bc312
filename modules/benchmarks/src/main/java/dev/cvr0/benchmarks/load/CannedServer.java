// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The baseline: answers each line with the bytes that the full server would send, without parsing it. It has one event loop
 * like the full server, the same socket buffers, and closes a connection as the protocol demands: its own side first, then,
 * when the client has closed too, the rest.
 */
public final class CannedServer {

    private static final byte[] VER = bytes(Dialogues.VER_ANSWER);
    private static final byte[] CVQ = bytes(Dialogues.CVQ_ANSWER);

    private CannedServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, 16 * 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(2048))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(4 * 1024, 16 * 1024))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Answers(channel));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("canned answers: listens on 127.0.0.1:" + address.getPort());
    }

    private static byte[] bytes(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Answers extends ChannelInboundHandlerAdapter {

        private final SocketChannel channel;
        private int lines;

        private Answers(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf chunk = (ByteBuf) message;
            int ends = 0;
            for (int at = chunk.indexOf(chunk.readerIndex(), chunk.writerIndex(), (byte) '\n');
                    at >= 0;
                    at = chunk.indexOf(at + 1, chunk.writerIndex(), (byte) '\n')) {
                ends++;
            }
            chunk.release();
            answer(ctx, ends);
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

        private void answer(ChannelHandlerContext ctx, int ends) {
            ByteBuf answers = ctx.alloc().buffer(ends * CVQ.length);
            for (int i = 0; i < ends; i++) {
                answers.writeBytes(lines++ == 0 ? VER : CVQ);
            }
            ctx.writeAndFlush(answers);
            if (lines > 1) {
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> channel.shutdownOutput());
            }
        }
    }
}
