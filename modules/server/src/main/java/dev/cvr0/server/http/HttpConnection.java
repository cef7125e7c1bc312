// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.server.http.ReceivedRequest.Malformed;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection in order. While an answer is pending, or the client does not read, the connection
 * is not read; the requests that have arrived wait. After a stream of events, there are no other requests.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /** The event after which the connection ends with its pending answer. */
    static final Object SHUTDOWN = new Object();

    private final HttpApi api;
    private final Queue<ReceivedRequest> waiting = new ArrayDeque<>();
    private boolean isPending;
    private boolean isLast;
    private Optional<EventSender> events = Optional.empty();
    private @Nullable ChannelHandlerContext context;

    HttpConnection(HttpApi api) {
        this.api = api;
    }

    /** Creates the message of a response. */
    static FullHttpResponse message(ApiResponse response, boolean keepAlive) {
        FullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body().duplicate()));
        addHeaders(message, response, keepAlive);
        if (!message.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            HttpUtil.setContentLength(message, message.content().readableBytes());
        }
        return message;
    }

    private static void addHeaders(HttpResponse message, ApiResponse response, boolean keepAlive) {
        response.headers().forEach((name, value) -> message.headers().add(name, value));
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        waiting.add((ReceivedRequest) message);
        if (events.isPresent()) {
            connection.close();
        }
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
        waiting.forEach(ReceivedRequest::discard);
        waiting.clear();
        events.ifPresent(EventSender::stop);
        events = Optional.empty();
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

    /** Answers a request, and ends the connection. Called on the event loop. */
    void answerLast(ReceivedRequest request) {
        ChannelHandlerContext connection = Objects.requireNonNull(context);
        isLast = true;
        waiting.add(request);
        answerWaiting(connection);
        connection.flush();
    }

    private void endAfterAnswers(ChannelHandlerContext connection) {
        if (events.isPresent() || (!isPending && waiting.isEmpty())) {
            connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
        isLast = true;
    }

    private void answerWaiting(ChannelHandlerContext connection) {
        while (!isPending && connection.channel().isWritable() && !waiting.isEmpty()) {
            answer(connection, waiting.remove());
        }
        // During a stream of events, reading detects that the client has gone.
        connection.channel().config().setAutoRead(events.isPresent() || (!isPending && waiting.isEmpty()));
    }

    private void answer(ChannelHandlerContext connection, ReceivedRequest request) {
        // The decoder ignores what follows a malformed request.
        isLast |= request instanceof Malformed;
        CompletableFuture<ApiResponse> response = request.respond(api);
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

    private void write(ChannelHandlerContext connection, ApiResponse response) {
        if (response.events().isEmpty()) {
            connection.write(message(response, !(isLast && waiting.isEmpty())));
            return;
        }
        isPending = true;
        EventSender sender = new EventSender(connection, response.events().get());
        if (!connection.channel().isActive()) {
            sender.stop();
            return;
        }
        events = Optional.of(sender);
        // The end of the connection is the end of the stream.
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        addHeaders(head, response, false);
        connection.write(head);
        if (isLast) {
            endAfterAnswers(connection);
        } else {
            sender.start();
        }
    }
}
