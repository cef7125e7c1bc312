// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The baseline: a server that answers each line with the bytes of the full server, without parsing it. Like the full
 * server, it has one event loop, the same socket buffers, and a lingering close: it shuts down its output, and closes the
 * connection when the client has closed too. Unlike the full server, it uses the shutdown method of the channel, which
 * takes more processor time than shutting down the descriptor directly.
 *
 * <p>With the argument {@code emulator}, it is the emulator behind a relay: it answers a sign-in, sends
 * {@link #BULK_BYTES} after a further line, and leaves it to the client to close the connection.
 */
public final class CannedServer {

    /** The answers of an emulator to VER, CVR and USR. */
    static final List<byte[]> EMULATOR_ANSWERS = Stream.of(
                    "VER 1 MSNP10\r\n",
                    "CVR 2 1.0.0000 1.0.0000 1.0.0000 http://example.com http://example.com\r\n",
                    "USR 3 TWN S ct=1,rver=1,wp=FS_40SEC_0_COMPACT,lc=1,id=1\r\n")
            .map(answer -> answer.getBytes(StandardCharsets.US_ASCII))
            .toList();

    /** The number of bytes that an emulator sends after {@link Dialogue#bulk}. */
    static final int BULK_BYTES = 32 * 1024 * 1024;

    private static final int BLOCK_BYTES = 1024 * 1024;

    private CannedServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments none, or {@code emulator}
     */
    public static void main(String[] arguments) {
        boolean emulator = List.of(arguments).contains("emulator");
        ByteBuf block =
                Unpooled.unreleasableBuffer(Unpooled.directBuffer(BLOCK_BYTES).writeZero(BLOCK_BYTES));
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
                        channel.pipeline().addLast(emulator ? new EmulatorAnswers(block) : new Answers());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("canned answers: listens on 127.0.0.1:" + address.getPort());
    }

    /** Closes the connection at the end of input. */
    private abstract static class ClosingHandler extends SimpleChannelInboundHandler<ByteBuf> {

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

    private static final class EmulatorAnswers extends ClosingHandler {

        private final ByteBuf block;
        private int lines;

        EmulatorAnswers(ByteBuf block) {
            this.block = block;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf chunk) {
            while (chunk.isReadable()) {
                if (chunk.readByte() == '\n') {
                    answer(ctx);
                }
            }
            ctx.flush();
        }

        private void answer(ChannelHandlerContext ctx) {
            if (lines < EMULATOR_ANSWERS.size()) {
                ctx.write(Unpooled.wrappedBuffer(EMULATOR_ANSWERS.get(lines)));
            } else {
                for (int sent = 0; sent < BULK_BYTES; sent += BLOCK_BYTES) {
                    ctx.write(block.duplicate());
                }
            }
            lines++;
        }
    }

    private static final class Answers extends ClosingHandler {

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
    }
}
