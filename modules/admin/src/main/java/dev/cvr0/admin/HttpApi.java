// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The HTTP API: finds the operation of a request and limits the requests in progress. All errors are problem documents.
 * Thread-safe.
 *
 * @see Problem
 * @since 0.1
 */
public final class HttpApi {

    /** The maximum size of a body in bytes. A transport answers a larger one with {@link Problem#contentTooLarge()}. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    /**
     * The time within which a whole request must arrive. A transport answers a slower one with
     * {@link Problem#requestTimeout()}.
     */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final List<Operation> operations;
    private final RequestLimit limit;

    HttpApi(List<Operation> operations, RequestLimit limit) {
        this.operations = List.copyOf(operations);
        this.limit = limit;
    }

    /**
     * Creates the API.
     *
     * @param versions decides about clients
     * @param policy the policy in use; if it is the one of the catalog, answers name the rule, and the
     *     status describes the catalog
     * @param maxLineBytes the length of a line with its terminator above which the host closes a session
     * @return the API
     */
    public static HttpApi of(VersionService versions, VersionPolicy policy, int maxLineBytes) {
        return new HttpApi(
                List.of(new DecideOperation(versions, policy, maxLineBytes), new StatusOperation(policy)),
                new RequestLimit());
    }

    /**
     * Handles a request. Does not block.
     *
     * @param request the request, whose body has at most {@link #MAX_BODY_BYTES}
     * @return the response; never fails. Already completed unless the policy may block
     */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        try {
            Operation operation = find(request);
            limit.acquire(request.client());
            return execute(operation, request).handle((response, failure) -> {
                limit.release(request.client());
                return failure == null ? response : response(failure);
            });
        } catch (ProblemException e) {
            return completedStage(e.problem().response());
        }
    }

    List<Operation> operations() {
        return operations;
    }

    private static CompletionStage<ApiResponse> execute(Operation operation, ApiRequest request) {
        try {
            return operation.execute(request);
        } catch (RuntimeException e) {
            return failedStage(e);
        }
    }

    private Operation find(ApiRequest request) {
        for (Operation operation : operations) {
            if (operation.path().equals(request.path()) && operation.method().equals(request.method())) {
                return operation;
            }
        }
        String allowed = joined(operation -> operation.path().equals(request.path()), Operation::method);
        throw new ProblemException(
                allowed.isEmpty()
                        ? Problem.notFound(joined(operation -> true, Operation::path))
                        : Problem.methodNotAllowed(allowed));
    }

    private String joined(Predicate<Operation> filter, Function<Operation, String> part) {
        return operations.stream().filter(filter).map(part).distinct().collect(Collectors.joining(", "));
    }

    private static ApiResponse response(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException expected) {
            return expected.problem().response();
        }
        AdminLog.operationFailed(cause);
        return Problem.internalError().response();
    }
}
