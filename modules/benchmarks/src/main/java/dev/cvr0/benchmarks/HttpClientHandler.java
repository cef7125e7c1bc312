// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** A client that repeats a request on one connection until the end of the round, and compares each byte of the responses. */
final class HttpClientHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private final HttpExchange exchange;
    private final long end;
    private final LoadResult result;
    private long since;
    private int matched;

    HttpClientHandler(HttpExchange exchange, long end, LoadResult result) {
        this.exchange = exchange;
        this.end = end;
        this.result = result;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        send(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (matched == exchange.response().length || bytes.readByte() != exchange.response()[matched]) {
                result.failed("a wrong response at byte " + matched);
                context.close();
                return;
            }
            matched++;
        }
        if (matched == exchange.response().length) {
            result.answered(since);
            send(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (System.nanoTime() < end) {
            result.failed("the server closed a connection early");
        }
        result.finished();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        result.failed(cause.toString());
        context.close();
    }

    private void send(ChannelHandlerContext context) {
        since = System.nanoTime();
        matched = 0;
        if (since >= end) {
            context.close();
        } else {
            context.writeAndFlush(Unpooled.wrappedBuffer(exchange.request()));
        }
    }
}
