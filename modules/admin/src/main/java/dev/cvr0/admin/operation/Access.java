// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

/**
 * Decides who may use the HTTP API, and records changes. Thread-safe; does not block.
 *
 * @since 0.1
 */
public interface Access {

    /** Permits everyone to read. */
    Access OPEN = new Access() {
        @Override
        public User authenticate(ApiRequest request) {
            return User.ANONYMOUS;
        }

        @Override
        public void audit(ApiRequest request, String user, int status) {}
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
     * Records the result of a request that is not a {@code GET}.
     *
     * @param request the request; only its method, path and client are used after the request was handled
     * @param user the name of the user; empty if not authenticated
     * @param status the HTTP status of the response
     */
    void audit(ApiRequest request, String user, int status);
}
