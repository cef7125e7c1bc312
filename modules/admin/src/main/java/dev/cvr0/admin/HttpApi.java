// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import dev.cvr0.admin.access.ManagementAccess;
import dev.cvr0.admin.change.ChangeOperations;
import dev.cvr0.admin.decide.DecideOperation;
import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.admin.operation.User;
import dev.cvr0.admin.view.StatusOperation;
import dev.cvr0.admin.view.ViewOperations;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The HTTP API: finds the operation of a request, authenticates its user, and limits the requests in progress. All errors are
 * problem documents. Thread-safe.
 *
 * @see Problem
 * @since 0.1
 */
public final class HttpApi implements AutoCloseable {

    /**
     * The time within which a whole request must arrive. A transport answers a slower one with
     * {@link Problem#requestTimeout}.
     */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_STREAMS = 32;
    private static final int MAX_STREAMS_PER_CLIENT = 16;

    private final List<Operation> operations;
    private final Access access;
    private final RequestLimit limit;
    private final ConsoleFiles console;
    private final RequestLimit streams = new RequestLimit(MAX_STREAMS, MAX_STREAMS_PER_CLIENT);
    private final BlockingCalls blocking = new BlockingCalls();

    HttpApi(List<Operation> operations, Access access, RequestLimit limit, ConsoleFiles console) {
        this.operations = List.copyOf(operations);
        this.access = access;
        this.limit = limit;
        this.console = console;
    }

    /**
     * Creates the API for emulators, without authentication: decisions and status.
     *
     * @param versions decides about clients
     * @param policy the policy in use; if it is the one of the catalog, answers name the rule, and the
     *     status describes the catalog
     * @param maxLineBytes the length of a line with its terminator above which the host closes a session
     * @return the API
     */
    public static HttpApi of(VersionService versions, VersionPolicy policy, int maxLineBytes) {
        return new HttpApi(
                List.of(
                        new DecideOperation(versions, policy, maxLineBytes).operation(),
                        new StatusOperation(policy).operation()),
                Access.OPEN,
                new RequestLimit(),
                ConsoleFiles.NONE);
    }

    /**
     * Creates the API with the management operations and the files of the web console.
     *
     * @param versions decides about clients
     * @param maxLineBytes the length of a line with its terminator above which the host closes a session
     * @param management the parts of the server
     * @param access authenticates users; {@link #close} closes it
     * @return the API
     */
    public static HttpApi managed(VersionService versions, int maxLineBytes, Management management, Access access) {
        Stores stores = new Stores(management);
        Catalogs catalogs = new Catalogs(management, stores);
        List<Operation> operations = new ArrayList<>();
        operations.add(new DecideOperation(versions, management.policy(), maxLineBytes).operation());
        operations.addAll(ViewOperations.of(versions, maxLineBytes, management, stores, catalogs));
        operations.addAll(ChangeOperations.of(management, stores, catalogs));
        operations.add(ManagementAccess.auditOperation(management.folder()));
        return new HttpApi(operations, access, new RequestLimit(), ConsoleFiles.load());
    }

    /**
     * Handles a request. Does not block.
     *
     * @param request the request, whose body has at most {@link #maxBodyBytes}
     * @return the response; never fails. Already completed unless the operation blocks or changes something, or the policy may
     *     block
     */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        return handle(request, Optional.empty());
    }

    /**
     * Handles a request that the transport rejects, such as one whose body is too large, so that it is recorded like any other.
     *
     * @param request the request without its body
     * @param problem the reason
     * @return the response; never fails
     */
    public CompletionStage<ApiResponse> reject(ApiRequest request, Problem problem) {
        return handle(request, Optional.of(problem));
    }

    private CompletionStage<ApiResponse> handle(ApiRequest request, Optional<Problem> rejection) {
        Optional<ApiResponse> file = console.find(request);
        if (file.isPresent()) {
            return completedStage(file.get());
        }
        Match match;
        try {
            match = find(request);
            limit.acquire(request.client());
        } catch (ProblemException e) {
            return completedStage(e.problem().response());
        }
        return authenticated(match, request, rejection).handle((response, failure) -> {
            limit.release(request.client());
            return failure == null ? response : response(failure);
        });
    }

    /**
     * Returns the maximum size of a body. A transport answers a larger one with {@link Problem#contentTooLarge}.
     *
     * @param request the request without its body
     * @return the size in bytes; more than {@link Operation#MAX_BODY_BYTES} only for a permitted user
     */
    public int maxBodyBytes(ApiRequest request) {
        try {
            Operation operation = find(request).operation();
            return operation.maxBodyBytes() <= Operation.MAX_BODY_BYTES
                            || access.authenticate(request).permits(operation.role())
                    ? operation.maxBodyBytes()
                    : Operation.MAX_BODY_BYTES;
        } catch (ProblemException e) {
            return Operation.MAX_BODY_BYTES;
        }
    }

    /** Ends the threads of the API, and closes its access. Requests in progress fail. */
    @Override
    public void close() {
        blocking.close();
        access.close();
    }

    List<Operation> operations() {
        return operations;
    }

    /** An operation with the variables of its path. */
    private record Match(Operation operation, Map<String, String> variables) {}

    private CompletionStage<ApiResponse> authenticated(Match match, ApiRequest request, Optional<Problem> rejection) {
        Operation operation = match.operation();
        boolean changes = operation.role() != Role.VIEWER && !operation.method().equals("GET");
        User user;
        try {
            user = access.authenticate(request);
        } catch (ProblemException e) {
            return changes ? audited(request, "", failedStage(e)) : failedStage(e);
        }
        try {
            Call call = permitted(match, request, user, rejection, operation.blocks() || changes);
            return changes
                    ? audited(
                            request, user.name(), access.readyToAudit().thenCompose(ready -> execute(operation, call)))
                    : execute(operation, call).thenApply(response -> limited(response, call));
        } catch (RuntimeException e) {
            return changes ? audited(request, user.name(), failedStage(e)) : failedStage(e);
        }
    }

    // The response waits for the record.
    private CompletionStage<ApiResponse> audited(
            ApiRequest request, String user, CompletionStage<ApiResponse> response) {
        return response.handle((sent, failure) -> failure == null ? sent : response(failure))
                .thenCompose(sent -> access.audit(request, user, sent.status()).thenApply(recorded -> sent));
    }

    private static Call permitted(
            Match match, ApiRequest request, User user, Optional<Problem> rejection, boolean copiesBody) {
        Operation operation = match.operation();
        if (!user.permits(operation.role())) {
            throw new ProblemException(Problem.forbidden("the user " + user.name() + " does not have the role "
                    + operation.role().keyword() + "; use the token of one who has it"));
        }
        rejection.ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        if (request.body().remaining() > operation.maxBodyBytes()) {
            throw new ProblemException(Problem.contentTooLarge(operation.maxBodyBytes()));
        }
        return Call.of(request, user, match.variables(), copiesBody);
    }

    private CompletionStage<ApiResponse> execute(Operation operation, Call call) {
        return operation.blocks()
                ? blocking.execute(() -> operation.handler().handle(call))
                : operation.handler().handle(call);
    }

    // A stream counts from its response until it is closed.
    private ApiResponse limited(ApiResponse response, Call call) {
        return response.events()
                .map(events -> {
                    try {
                        streams.acquire(call.client());
                    } catch (ProblemException e) {
                        events.close();
                        throw e;
                    }
                    return new ApiResponse(
                            response.status(),
                            response.headers(),
                            response.body(),
                            Optional.of(new LimitedStream(events.withComments(), call)));
                })
                .orElse(response);
    }

    /** A stream that ends when the user is removed. */
    private final class LimitedStream implements EventStream {

        private final EventStream events;
        private final Call call;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        LimitedStream(EventStream events, Call call) {
            this.events = events;
            this.call = call;
        }

        @Override
        public Optional<String> poll() {
            if (!access.isValid(call.user())) {
                throw new ProblemException(Problem.forbidden("the user was removed"));
            }
            return events.poll();
        }

        @Override
        public void close() {
            if (isClosed.compareAndSet(false, true)) {
                streams.release(call.client());
                events.close();
            }
        }
    }

    private Match find(ApiRequest request) {
        for (Operation operation : operations) {
            if (operation.method().equals(request.method())) {
                Optional<Map<String, String>> variables = operation.match(request.path());
                if (variables.isPresent()) {
                    return new Match(operation, variables.get());
                }
            }
        }
        String allowed = joined(operation -> operation.match(request.path()).isPresent(), Operation::method);
        throw new ProblemException(
                allowed.isEmpty()
                        ? Problem.notFound(
                                "this path does not exist; use one of: " + joined(operation -> true, Operation::path))
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
