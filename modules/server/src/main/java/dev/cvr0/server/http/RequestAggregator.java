// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.server.http.ReceivedRequest.Complete;
import dev.cvr0.server.http.ReceivedRequest.Malformed;
import dev.cvr0.server.http.ReceivedRequest.Rejected;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates requests. The operation and the user limit the size of the body before it is read. A body that is too large is
 * discarded, then the request is rejected: an answer before the end of the body could be lost, because many clients send the
 * whole body before they read.
 */
final class RequestAggregator extends ChannelInboundHandlerAdapter {

    /** The maximum number of large bodies in memory. */
    static final int MAX_LARGE_BODIES = 4;

    private static final int MAX_COMPONENTS = 1024;

    private final HttpApi api;
    private final ClientAddresses addresses;
    private final Semaphore largeBodies;
    private @Nullable Reading current;

    RequestAggregator(HttpApi api, ClientAddresses addresses, Semaphore largeBodies) {
        this.api = api;
        this.addresses = addresses;
        this.largeBodies = largeBodies;
    }

    /** A request whose body arrives. */
    private static final class Reading {

        private final ApiRequest request;
        private final int maxBytes;
        private final CompositeByteBuf body;
        private Optional<Runnable> permit = Optional.empty();
        private Optional<Problem> problem = Optional.empty();

        Reading(ApiRequest request, int maxBytes, CompositeByteBuf body) {
            this.request = request;
            this.maxBytes = maxBytes;
            this.body = body;
        }

        void reject(Problem reason) {
            problem = Optional.of(problem.orElse(reason));
            body.clear();
            body.removeComponents(0, body.numComponents());
        }

        ReceivedRequest end() {
            if (problem.isEmpty()) {
                return new Complete(request, body, permit.orElse(() -> {}));
            }
            release();
            return new Rejected(request, problem.get());
        }

        void release() {
            body.release();
            permit.ifPresent(Runnable::run);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (message instanceof HttpContent content && current != null) {
                add(current, content.content());
                if (message instanceof LastHttpContent && current != null) {
                    ReceivedRequest received = current.end();
                    current = null;
                    context.fireChannelRead(received);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        discard();
        context.fireChannelInactive();
    }

    /** Returns the request that has not arrived in time, and forgets it. */
    ReceivedRequest expire(Problem problem) {
        Optional<ReceivedRequest> late = Optional.ofNullable(current).map(reading -> {
            reading.reject(problem);
            return reading.end();
        });
        current = null;
        return late.orElseGet(() -> new Malformed(problem));
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        discard();
        if (request.decoderResult().isFailure()) {
            context.fireChannelRead(malformed(request.decoderResult().cause()));
            return;
        }
        ApiRequest head = head(context, request);
        Reading reading =
                new Reading(head, api.maxBodyBytes(head), context.alloc().compositeBuffer(MAX_COMPONENTS));
        long length = HttpUtil.getContentLength(request, -1L);
        if (length > reading.maxBytes) {
            reading.reject(Problem.contentTooLarge(reading.maxBytes));
        } else if (length > Operation.MAX_BODY_BYTES) {
            acquire(reading);
        }
        current = reading;
        if (HttpUtil.is100ContinueExpected(request)) {
            if (reading.problem.isPresent()) {
                // The client does not send the body.
                current = null;
                context.pipeline().fireUserEventTriggered(HttpExpectationFailedEvent.INSTANCE);
                context.fireChannelRead(reading.end());
            } else {
                context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private void add(Reading reading, ByteBuf content) {
        if (reading.problem.isPresent()) {
            return;
        }
        long size = (long) reading.body.readableBytes() + content.readableBytes();
        if (size > reading.maxBytes) {
            reading.reject(Problem.contentTooLarge(reading.maxBytes));
            return;
        }
        if (size > Operation.MAX_BODY_BYTES) {
            acquire(reading);
        }
        if (reading.problem.isEmpty()) {
            reading.body.addComponent(true, content.retain());
        }
    }

    private void acquire(Reading reading) {
        if (reading.permit.isPresent()) {
            return;
        }
        if (largeBodies.tryAcquire()) {
            reading.permit = Optional.of(largeBodies::release);
        } else {
            reading.reject(
                    Problem.unavailable("the server has " + MAX_LARGE_BODIES + " large requests in progress; retry"));
        }
    }

    private ApiRequest head(ChannelHandlerContext context, HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return new ApiRequest(
                request.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                query < 0 ? "" : uri.substring(query + 1),
                name -> Optional.ofNullable(request.headers().get(name)),
                ByteBuffer.allocate(0),
                addresses.of(context.channel(), request.headers()),
                Optional.empty());
    }

    private static Malformed malformed(Throwable cause) {
        return new Malformed(
                cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
                        ? Problem.headersTooLarge()
                        : Problem.badRequest("the request is not valid HTTP/1.1"));
    }

    private void discard() {
        if (current != null) {
            current.release();
            current = null;
        }
    }
}
