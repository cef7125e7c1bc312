// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.protocol.Command;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Selects the kind of a connection by its first bytes: {@code VER} for the emulator, {@code CVQ} for the relay, anything else
 * to be passed through. After VER, keeps the client's bytes until the emulator has answered, so that the relay can still
 * answer them itself.
 */
final class FirstLine extends ByteToMessageDecoder {

    private static final byte[] PROXY_V1 = "PROX".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROXY_V2 = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final byte[] VER = {'V', 'E', 'R'};
    private static final byte[] CVQ = {'C', 'V', 'Q'};
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final int MAX_HELD_BYTES = 8 * 1024;

    private final RelayConnection connection;
    private boolean begun;
    private boolean decided;
    private int searched;
    private int forwarded;

    FirstLine(RelayConnection connection) {
        this.connection = connection;
    }

    /** Drops the line that has been sent to the emulator. */
    void skipForwarded() {
        internalBuffer().skipBytes(forwarded);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection.open();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HAProxyMessage header) {
            proxied(header);
        } else {
            super.channelRead(ctx, message);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (connection.isEnded()) {
            in.skipBytes(in.readableBytes());
        } else if (decided) {
            if (in.readableBytes() > MAX_HELD_BYTES) {
                connection.hold(ctx.channel(), true);
            }
        } else if (begun || !isProxyHeader(ctx, in)) {
            skipBlankLines(in);
            decide(ctx, in);
        }
    }

    // The signature of version 2 begins with blank lines.
    private boolean isProxyHeader(ChannelHandlerContext ctx, ByteBuf in) {
        boolean v1 = begins(in, PROXY_V1);
        if (!v1 && !begins(in, PROXY_V2)) {
            begun = true;
            return false;
        }
        if (in.readableBytes() >= (v1 ? PROXY_V1 : PROXY_V2).length) {
            begun = true;
            readProxyHeader(ctx, in);
        }
        return true;
    }

    private void readProxyHeader(ChannelHandlerContext ctx, ByteBuf in) {
        InetSocketAddress proxy = connection.address();
        if (connection.context().settings().proxyFrom().stream()
                .noneMatch(block -> block.contains(proxy.getAddress()))) {
            connection.context().log().unlistedProxy(proxy);
            connection.close("PROXY header from an address that is not listed");
            return;
        }
        ByteBuf bytes = in.readRetainedSlice(in.readableBytes());
        ctx.pipeline().addFirst(new HAProxyMessageDecoder());
        ctx.pipeline().fireChannelRead(bytes);
    }

    private void proxied(HAProxyMessage header) {
        try {
            ProxyHeader.source(header)
                    .ifPresent(source -> connection.proxied(
                            source, ProxyHeader.destination(header).orElse(connection.destination())));
        } finally {
            header.release();
        }
    }

    private static void skipBlankLines(ByteBuf in) {
        while (in.isReadable()) {
            byte first = in.getByte(in.readerIndex());
            if (first == LF) {
                in.skipBytes(1);
            } else if (first == CR && in.readableBytes() > 1 && in.getByte(in.readerIndex() + 1) == LF) {
                in.skipBytes(2);
            } else {
                return;
            }
        }
    }

    private void decide(ChannelHandlerContext ctx, ByteBuf in) {
        int bytes = in.readableBytes();
        boolean blank = bytes == 0 || (bytes == 1 && in.getByte(in.readerIndex()) == CR);
        boolean ver = begins(in, VER);
        if (blank || (bytes < VER.length && (ver || begins(in, CVQ)))) {
            return;
        }
        if (!ver && !begins(in, CVQ)) {
            passThrough();
        } else if (bytes > VER.length) {
            byte separator = in.getByte(in.readerIndex() + VER.length);
            if (separator != ' ' && separator != '\t') {
                passThrough();
            } else if (ver) {
                takeLine(ctx, in);
            } else {
                decided = true;
                connection.answerLocally(this);
            }
        }
    }

    private void takeLine(ChannelHandlerContext ctx, ByteBuf in) {
        int start = in.readerIndex();
        int found = in.indexOf(start + searched, in.writerIndex(), LF);
        int length = found < 0 ? in.readableBytes() : found - start + 1;
        if (found < 0 && length < connection.maxLineBytes()) {
            searched = length;
            return;
        }
        decided = true;
        Optional<Command> ver = found < 0 || length > connection.maxLineBytes()
                ? Optional.empty()
                : Line.parse(in.toString(start, length, StandardCharsets.ISO_8859_1))
                        .command();
        if (ver.isEmpty()) {
            // The session of the host closes it for the same reason as without a relay.
            connection.answerLocally(this);
        } else {
            forwarded = length;
            connection.connect(
                    new SignIn(ver.get()), ctx.alloc().ioBuffer(length).writeBytes(in, start, length));
        }
    }

    private void passThrough() {
        decided = true;
        connection.connect();
    }

    /** Returns whether the bytes begin with a prefix, as far as they have been received. */
    private static boolean begins(ByteBuf in, byte[] prefix) {
        int length = Math.min(prefix.length, in.readableBytes());
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    // The superclass would read on although reading is paused.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !decided && !connection.isEnded()) {
            if (actualReadableBytes() == 0) {
                connection.close("end of input before the first line");
            } else {
                passThrough();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.lost(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.failed(ctx.channel(), cause);
    }
}
