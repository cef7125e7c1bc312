// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.decide;

import dev.cvr0.admin.decide.DecideRequest.Line;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.catalog.CatalogPolicy;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/decide}: answers lines as a CVR0 session does, with the rule behind each answer. Thread-safe. */
public final class DecideOperation {

    /** The time for the lines of a request, if the policy may block. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final VersionService versions;
    private final Optional<CatalogPolicy> catalog;
    private final int maxLineBytes;
    private final Duration timeLimit;

    /** Creates the operation with the policy in use and the length of a line above which the host closes a session. */
    public DecideOperation(VersionService versions, VersionPolicy policy, int maxLineBytes) {
        this(versions, policy, maxLineBytes, TIME_LIMIT);
    }

    /** Creates the operation with a time limit, for tests. */
    public DecideOperation(VersionService versions, VersionPolicy policy, int maxLineBytes, Duration timeLimit) {
        this.versions = versions;
        this.catalog = policy instanceof CatalogPolicy own ? Optional.of(own) : Optional.empty();
        this.maxLineBytes = maxLineBytes;
        this.timeLimit = timeLimit;
    }

    /** Returns the operation. */
    public Operation operation() {
        return Operation.of("POST", "/v1/decide", Role.VIEWER, this::execute);
    }

    private CompletionStage<ApiResponse> execute(Call request) {
        Run run = new Run(DecideRequest.parse(JsonRequest.parse(request), maxLineBytes));
        run.decideNext();
        return run.response;
    }

    /** Decides about one line after the other: a list must not fill the queue of a policy that may block. */
    private final class Run {

        private final DecideRequest request;
        private final Iterator<Line> lines;
        private final DecideResponse answers;
        private final long start = System.nanoTime();
        private final CompletableFuture<ApiResponse> response = new CompletableFuture<>();

        Run(DecideRequest request) {
            this.request = request;
            this.lines = request.requests().iterator();
            this.answers = new DecideResponse(request.single(), catalog);
        }

        void decideNext() {
            try {
                boolean completed = true;
                while (completed && lines.hasNext()) {
                    requireTime();
                    completed = decide(lines.next());
                }
                if (completed) {
                    response.complete(ApiResponse.json(answers.finish()));
                }
            } catch (RuntimeException e) {
                response.completeExceptionally(e);
            }
        }

        /** Returns false if the decision is pending; its thread continues then. */
        private boolean decide(Line line) {
            if (line.command().isEmpty()) {
                answers.add(line.rejection());
                return true;
            }
            Command command = line.command().get();
            CompletableFuture<RequestResult> result = versions.respond(command, request.offered(), request.address())
                    .toCompletableFuture();
            if (result.isDone()) {
                add(command, result.join());
                return true;
            }
            result.whenComplete((late, failure) -> continueAfter(command, late, failure));
            return false;
        }

        private void continueAfter(Command command, RequestResult result, @Nullable Throwable failure) {
            if (failure != null) {
                response.completeExceptionally(failure);
                return;
            }
            try {
                add(command, result);
            } catch (RuntimeException e) {
                response.completeExceptionally(e);
                return;
            }
            decideNext();
        }

        private void add(Command command, RequestResult result) {
            answers.add(versions.reply(command, result), result);
        }

        private void requireTime() {
            if (System.nanoTime() - start > timeLimit.toNanos()) {
                throw new ProblemException(Problem.unavailable("the policy did not decide about all lines within "
                        + timeLimit.toSeconds() + " seconds; send fewer lines"));
            }
        }
    }
}
