// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Passes each request below {@code /v1} to the HTTP API, if {@code cvr0.http.enabled} is set. The server does not limit the
 * size of a body and its time, so this class does.
 *
 * @since 0.1
 */
@Path("{path:.*}")
@ApplicationScoped
public class HttpResource {

    // Reading occupies a thread of the server.
    private static final int MAX_READS = 32;
    private static final int MAX_LARGE_BODIES = 4;
    private static final int BUFFER_BYTES = 8192;

    private final Optional<HttpApi> api;
    private final Semaphore reads = new Semaphore(MAX_READS);
    private final Semaphore largeBodies = new Semaphore(MAX_LARGE_BODIES);

    /** Creates a client proxy; for the container. */
    public HttpResource() {
        this.api = Optional.empty();
    }

    @Inject
    HttpResource(HttpApi api, DeploymentSettings settings) {
        this.api = settings.http() ? Optional.of(api) : Optional.empty();
    }

    /**
     * Handles POST.
     *
     * @param request the request
     * @param body the body
     * @return the response
     */
    @POST
    public CompletionStage<Response> post(@Context HttpServletRequest request, InputStream body) {
        return handle(request, body);
    }

    /**
     * Handles PUT.
     *
     * @param request the request
     * @param body the body
     * @return the response
     */
    @PUT
    public CompletionStage<Response> put(@Context HttpServletRequest request, InputStream body) {
        return handle(request, body);
    }

    /**
     * Handles PATCH.
     *
     * @param request the request
     * @param body the body
     * @return the response
     */
    @PATCH
    public CompletionStage<Response> patch(@Context HttpServletRequest request, InputStream body) {
        return handle(request, body);
    }

    /**
     * Handles GET.
     *
     * @param request the request
     * @return the response
     */
    @GET
    public CompletionStage<Response> get(@Context HttpServletRequest request) {
        return handle(request, InputStream.nullInputStream());
    }

    /**
     * Handles DELETE.
     *
     * @param request the request
     * @return the response
     */
    @DELETE
    public CompletionStage<Response> delete(@Context HttpServletRequest request) {
        return handle(request, InputStream.nullInputStream());
    }

    /** Creates the request of the API, without a body. */
    static ApiRequest request(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                request.getRequestURI().substring(request.getContextPath().length()),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                name -> Optional.ofNullable(request.getHeader(name)),
                ByteBuffer.allocate(0),
                address(request),
                ContainerUsers.of(request));
    }

    private CompletionStage<Response> handle(HttpServletRequest request, InputStream body) {
        if (api.isEmpty()) {
            return completedStage(Response.status(Response.Status.NOT_FOUND).build());
        }
        ApiRequest head = request(request);
        int maxBytes = api.get().maxBodyBytes(head);
        long length = request.getContentLengthLong();
        boolean isLarge = maxBytes > Operation.MAX_BODY_BYTES && (length < 0 || length > Operation.MAX_BODY_BYTES);
        Semaphore permits = isLarge ? largeBodies : reads;
        if (!permits.tryAcquire()) {
            return rejected(
                    head,
                    Problem.unavailable("the server reads " + MAX_READS + " requests, or " + MAX_LARGE_BODIES
                            + " large ones; retry"));
        }
        CompletionStage<ApiResponse> response;
        try {
            response = api.get().handle(head.with(read(body, maxBytes)));
        } catch (RejectedBody e) {
            response = api.get().reject(head, e.problem);
        } catch (IOException e) {
            response = api.get().reject(head, Problem.badRequest("the body cannot be read"));
        } finally {
            if (!isLarge) {
                permits.release();
            }
        }
        return response.whenComplete((sent, failure) -> {
                    if (isLarge) {
                        permits.release();
                    }
                })
                .thenApply(HttpResource::response);
    }

    private CompletionStage<Response> rejected(ApiRequest head, Problem problem) {
        return api.orElseThrow().reject(head, problem).thenApply(HttpResource::response);
    }

    private static ByteBuffer read(InputStream body, int maxBytes) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            read.write(buffer, 0, count);
            if (read.size() > maxBytes) {
                throw new RejectedBody(Problem.contentTooLarge(maxBytes));
            }
            if (System.nanoTime() - start > HttpApi.REQUEST_TIMEOUT.toNanos()) {
                throw new RejectedBody(Problem.requestTimeout(HttpApi.REQUEST_TIMEOUT));
            }
        }
        return ByteBuffer.wrap(read.toByteArray());
    }

    private static InetAddress address(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr());
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static Response response(ApiResponse answer) {
        byte[] body = new byte[answer.body().remaining()];
        answer.body().duplicate().get(body);
        Response.ResponseBuilder response = Response.status(answer.status()).entity(body);
        answer.headers().forEach(response::header);
        return response.build();
    }

    private static final class RejectedBody extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        RejectedBody(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }
    }
}
