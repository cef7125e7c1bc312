// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Aggregates requests. It discards a body that is too large, then passes the problem on: an answer before the end of the
 * body could be lost, because many clients send the whole body before they read.
 */
final class RequestAggregator extends HttpObjectAggregator {

    private boolean isTooLarge;

    RequestAggregator() {
        super(Operation.MAX_BODY_BYTES);
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        super.decode(context, message, out);
        if (isTooLarge && message instanceof LastHttpContent) {
            isTooLarge = false;
            out.add(Problem.contentTooLarge(maxContentLength()));
        }
    }

    // The superclass would read the rest of a request although reading is paused, and then the requests after it.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        isTooLarge = true;
    }

    // To a client that expects 100 (Continue).
    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        Object response = super.newContinueResponse(start, maxContentLength, pipeline);
        return response instanceof FullHttpResponse full
                        && full.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)
                ? HttpConnection.message(
                        Problem.contentTooLarge(maxContentLength()).response(), true)
                : response;
    }
}
