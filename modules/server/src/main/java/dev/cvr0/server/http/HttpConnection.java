// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection in order. While an answer is pending, or the client does not read, the connection
 * is not read; the requests that have arrived wait.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /** The event after which the connection ends with its pending answer. */
    static final Object SHUTDOWN = new Object();

    private final HttpApi api;
    // Requests, and problems of requests that were not aggregated.
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean isPending;
    private boolean isLast;
    private @Nullable ChannelHandlerContext context;

    HttpConnection(HttpApi api) {
        this.api = api;
    }

    /** Creates the message of a response. */
    static FullHttpResponse message(ApiResponse response, boolean keepAlive) {
        FullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach((name, value) -> message.headers().add(name, value));
        HttpUtil.setContentLength(message, message.content().readableBytes());
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return message;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        waiting.add(message);
        answerWaiting(connection);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext connection) {
        connection.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext connection) {
        answerWaiting(connection);
        connection.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        discardWaiting();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext connection, Object event) {
        if (SHUTDOWN.equals(event)) {
            connection.executor().execute(() -> endAfterAnswers(connection));
        }
    }

    // The client has gone, or does not read its answers.
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        connection.close();
    }

    /** Returns whether an answer is pending. */
    boolean isPending() {
        return isPending;
    }

    /** Answers with a problem, and ends the connection. Called on the event loop. */
    void rejectLast(Problem problem) {
        ChannelHandlerContext connection = Objects.requireNonNull(context);
        isLast = true;
        waiting.add(problem);
        answerWaiting(connection);
        connection.flush();
    }

    private void endAfterAnswers(ChannelHandlerContext connection) {
        if (!isPending && waiting.isEmpty()) {
            connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
        isLast = true;
    }

    private void answerWaiting(ChannelHandlerContext connection) {
        while (!isPending && connection.channel().isWritable() && !waiting.isEmpty()) {
            answer(connection, waiting.remove());
        }
        connection.channel().config().setAutoRead(!isPending && waiting.isEmpty());
    }

    private void answer(ChannelHandlerContext connection, Object request) {
        CompletableFuture<ApiResponse> response = respond(connection, request);
        if (response.isDone()) {
            write(connection, response.join());
        } else {
            isPending = true;
            response.thenAcceptAsync(late -> finish(connection, late), connection.executor());
        }
    }

    private void finish(ChannelHandlerContext connection, ApiResponse response) {
        isPending = false;
        write(connection, response);
        answerWaiting(connection);
        connection.flush();
    }

    private CompletableFuture<ApiResponse> respond(ChannelHandlerContext connection, Object request) {
        try {
            if (request instanceof FullHttpRequest http) {
                return http.decoderResult().isSuccess()
                        ? api.handle(request(connection, http)).toCompletableFuture()
                        : malformed(http.decoderResult().cause());
            }
            return CompletableFuture.completedFuture(((Problem) request).response());
        } finally {
            ReferenceCountUtil.release(request);
        }
    }

    // The decoder ignores what follows.
    private CompletableFuture<ApiResponse> malformed(Throwable cause) {
        isLast = true;
        Problem problem = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
                ? Problem.headersTooLarge()
                : Problem.badRequest("the request is not valid HTTP/1.1");
        return CompletableFuture.completedFuture(problem.response());
    }

    private static ApiRequest request(ChannelHandlerContext connection, FullHttpRequest request) {
        return request(connection, request, request.content().nioBuffer());
    }

    /** Creates the request of the API, with a body or, before it has arrived, without one. */
    static ApiRequest request(ChannelHandlerContext connection, HttpRequest request, ByteBuffer body) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return new ApiRequest(
                request.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                query < 0 ? "" : uri.substring(query + 1),
                name -> Optional.ofNullable(request.headers().get(name)),
                body,
                ((InetSocketAddress) connection.channel().remoteAddress()).getAddress(),
                Optional.empty());
    }

    private void write(ChannelHandlerContext connection, ApiResponse response) {
        boolean closes = isLast && waiting.isEmpty();
        connection.write(message(response, !closes));
    }

    private void discardWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
