// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.util.concurrent.CompletionStage;

/**
 * Decides who may use the HTTP API, and records changes. Thread-safe; does not block.
 *
 * @since 0.1
 */
public interface Access extends AutoCloseable {

    /** Permits everyone to read. */
    Access OPEN = new Access() {
        @Override
        public User authenticate(ApiRequest request) {
            return User.ANONYMOUS;
        }

        @Override
        public CompletionStage<Void> readyToAudit() {
            return completedStage(null);
        }

        @Override
        public CompletionStage<Void> audit(ApiRequest request, String user, int status) {
            return completedStage(null);
        }

        @Override
        public void close() {}
    };

    /**
     * Returns the user of a request.
     *
     * @param request the request
     * @return the user
     * @throws ProblemException 401 without valid credentials, 403 for a request that another site has caused, 429 above
     *     the limit of requests
     */
    User authenticate(ApiRequest request);

    /**
     * Tells whether a user who was authenticated before still exists, with the same roles.
     *
     * @param user the user
     * @return true by default
     */
    default boolean isValid(User user) {
        return true;
    }

    /**
     * Checks that a change can be recorded. A change must not begin before this has completed.
     *
     * @return completes when the check has succeeded; fails with a {@link ProblemException}, 503
     */
    CompletionStage<Void> readyToAudit();

    /**
     * Records the result of a change, also of a rejected one.
     *
     * @param request the request; only its method, path and client are used
     * @param user the name of the user; empty if not authenticated
     * @param status the HTTP status of the response
     * @return completes when the record is written, or the failure to write it is logged; never fails
     */
    CompletionStage<Void> audit(ApiRequest request, String user, int status);

    /** Writes the remaining records, and releases all resources. */
    @Override
    void close();
}
