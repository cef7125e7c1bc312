// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Problem;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** A request in the order of its connection. Either {@link #respond} or {@link #discard} is called, once. */
interface ReceivedRequest {

    /** Returns the response. */
    CompletableFuture<ApiResponse> respond(HttpApi api);

    /** Releases the request of a closed connection. */
    default void discard() {}

    /** A request whose body has arrived. The permit ends when the response is complete. */
    record Complete(ApiRequest request, ByteBuf body, Runnable permit) implements ReceivedRequest {

        @Override
        public CompletableFuture<ApiResponse> respond(HttpApi api) {
            try {
                CompletableFuture<ApiResponse> response =
                        api.handle(request.with(body.nioBuffer())).toCompletableFuture();
                response.whenComplete((sent, failure) -> permit.run());
                return response;
            } finally {
                body.release();
            }
        }

        @Override
        public void discard() {
            body.release();
            permit.run();
        }
    }

    /** A request whose body is not accepted. */
    record Rejected(ApiRequest request, Problem problem) implements ReceivedRequest {

        @Override
        public CompletableFuture<ApiResponse> respond(HttpApi api) {
            return api.reject(request, problem).toCompletableFuture();
        }
    }

    /** A request without a method and path. */
    record Malformed(Problem problem) implements ReceivedRequest {

        @Override
        public CompletableFuture<ApiResponse> respond(HttpApi api) {
            return completedFuture(problem.response());
        }
    }
}
