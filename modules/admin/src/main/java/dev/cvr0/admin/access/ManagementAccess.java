// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.User;
import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.settings.AddressBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Access to the management operations: authenticates users, rejects requests of other sites, limits failed attempts and requests,
 * and writes the audit log.
 *
 * @since 0.1
 */
public final class ManagementAccess implements Access {

    // In a minute. An IPv6 user has at least a /64.
    private static final int MAX_FAILURES = 20;
    private static final int MAX_REQUESTS = 1200;
    private static final int PREFIX_BITS = 64;
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 5;
    private static final int UNAUTHORIZED = 401;
    // Emulators decide about each sign-in. Those calls are cheap, and do not block.
    private static final String UNLIMITED = "/v1/decide";

    private final Authenticator authenticator;
    private final AuditLog audit;
    private final AccessLog log;
    private final MinuteLimit failures = new MinuteLimit(MAX_FAILURES, System::nanoTime);
    private final MinuteLimit requests = new MinuteLimit(MAX_REQUESTS, System::nanoTime);
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, ManagedThreads.named("cvr0-audit-"));

    private ManagementAccess(Authenticator authenticator, Path folder, AccessLog log) {
        this.authenticator = authenticator;
        this.log = log;
        this.audit = new AuditLog(folder, log);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.scheduleWithFixedDelay(authenticator::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Creates the access with bearer tokens.
     *
     * @param tokens the file of the tokens, which is read again when it has changed
     * @param folder the folder of the audit log
     * @return the access
     * @throws dev.cvr0.settings.InvalidSettingsException if the file is invalid
     */
    public static ManagementAccess withTokens(Path tokens, Path folder) {
        AccessLog log = new AccessLog();
        return new ManagementAccess(new Tokens(tokens, log), folder, log);
    }

    /**
     * Creates the access with users that a container authenticates.
     *
     * @param authenticator finds the user of a request
     * @param folder the folder of the audit log
     * @return the access
     */
    public static ManagementAccess of(Authenticator authenticator, Path folder) {
        return new ManagementAccess(authenticator, folder, new AccessLog());
    }

    /**
     * Creates the operation that returns the newest records, {@code GET /v1/audit}.
     *
     * @param folder the folder of the audit log
     * @return the operation
     */
    public static Operation auditOperation(Path folder) {
        return AuditOperation.of(folder);
    }

    @Override
    public User authenticate(ApiRequest request) {
        Object address = AddressBlock.prefix(request.client(), PREFIX_BITS);
        User user = authenticate(request, address);
        if (!request.method().equals("GET")) {
            RequestOrigin.require(request);
        }
        if (!request.path().equals(UNLIMITED) && !requests.tryAcquire(List.of(user.name(), address))) {
            throw new ProblemException(Problem.rateExceeded(
                    "the user " + user.name() + " has sent " + MAX_REQUESTS + " requests in a minute; send fewer",
                    RETRY));
        }
        return user;
    }

    // A valid token is always accepted. Otherwise, an attacker could lock out users behind the same address.
    private User authenticate(ApiRequest request, Object address) {
        try {
            return authenticator.authenticate(request);
        } catch (ProblemException e) {
            if (e.problem().status() == UNAUTHORIZED
                    && request.header("Authorization").isPresent()) {
                log.notAuthenticated(request.client().getHostAddress());
                if (!failures.tryAcquire(address)) {
                    throw new ProblemException(Problem.rateExceeded(
                            "this address has sent " + MAX_FAILURES + " invalid tokens in a minute; wait", RETRY));
                }
            }
            throw e;
        }
    }

    @Override
    public boolean isValid(User user) {
        return authenticator.isValid(user);
    }

    @Override
    public CompletionStage<Void> readyToAudit() {
        try {
            return CompletableFuture.runAsync(audit::requireWritable, thread);
        } catch (RejectedExecutionException e) {
            throw new ProblemException(Problem.unavailable("the server stops; retry"));
        }
    }

    @Override
    public CompletionStage<Void> audit(ApiRequest request, String user, int status) {
        AuditEntry entry = AuditEntry.of(request, user, status);
        try {
            return CompletableFuture.runAsync(() -> audit.add(entry), thread);
        } catch (RejectedExecutionException e) {
            log.notWritten(entry, "the server stops");
            return CompletableFuture.completedStage(null);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.refused("the disk does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
