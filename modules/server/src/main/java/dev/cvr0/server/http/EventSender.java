// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.operation.ApiResponse.EventStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends the events of one stream. Closes the connection of a client that does not read them. Used on the event loop. */
final class EventSender {

    private final ChannelHandlerContext connection;
    private final EventStream events;
    private Future<?> timer = ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);

    EventSender(ChannelHandlerContext connection, EventStream events) {
        this.connection = connection;
        this.events = events;
    }

    void start() {
        timer = connection.executor().scheduleAtFixedRate(this::send, 0, 1, TimeUnit.SECONDS);
    }

    /** Ends the stream. Called once. */
    void stop() {
        timer.cancel(false);
        events.close();
    }

    private void send() {
        if (!connection.channel().isWritable()) {
            connection.close();
            return;
        }
        Optional<String> event;
        try {
            event = events.poll();
        } catch (RuntimeException e) {
            // such as the end of the stream; the client reconnects
            connection.close();
            return;
        }
        event.ifPresent(text ->
                connection.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))));
    }
}
