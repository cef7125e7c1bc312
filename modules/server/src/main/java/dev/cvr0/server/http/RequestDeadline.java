// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time for a request. Other than {@code ReadTimeoutHandler}, it also ends a request of which a byte arrives now
 * and then. The deadline is checked at intervals, because timers for each request would cost more.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private static final long CHECKS = 10;

    private final long idleNanos;
    private final long requestNanos;
    private boolean hasBegun;
    private long deadline;
    private Future<?> check = ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);

    RequestDeadline(Duration idle, Duration request) {
        this.idleNanos = idle.toNanos();
        this.requestNanos = request.toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = System.nanoTime() + idleNanos;
        long interval = Math.max(1, Math.min(idleNanos, requestNanos) / CHECKS);
        check = context.executor()
                .scheduleWithFixedDelay(() -> check(context), interval, interval, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        check.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            hasBegun = true;
            restart();
        }
        if (message instanceof LastHttpContent) {
            hasBegun = false;
            restart();
        }
        context.fireChannelRead(message);
    }

    // The client reads its answers. Reading was paused, so the next request could not arrive.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        restart();
        context.fireChannelWritabilityChanged();
    }

    private void restart() {
        deadline = System.nanoTime() + (hasBegun ? requestNanos : idleNanos);
    }

    private void check(ChannelHandlerContext context) {
        HttpConnection connection = context.pipeline().get(HttpConnection.class);
        if (connection.isPending()) {
            // reading is paused, so the next request cannot arrive
            restart();
        } else if (System.nanoTime() - deadline >= 0) {
            if (hasBegun) {
                // the time to read the answer
                hasBegun = false;
                restart();
                connection.answerLast(context.pipeline()
                        .get(RequestAggregator.class)
                        .expire(Problem.requestTimeout(HttpApi.REQUEST_TIMEOUT)));
            } else {
                context.close();
            }
        }
    }
}
