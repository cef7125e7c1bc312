// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.User;

/**
 * Finds the user of a request. Thread-safe.
 *
 * @since 0.1
 */
public interface Authenticator {

    /**
     * Finds the user by the credentials of a request. Does not block.
     *
     * @param request the request
     * @return the user
     * @throws dev.cvr0.admin.operation.ProblemException 401 without valid credentials
     */
    User authenticate(ApiRequest request);

    /**
     * Tells whether a user who was found before still exists, with the same roles.
     *
     * @param user the user
     * @return true by default
     */
    default boolean isValid(User user) {
        return true;
    }

    /** Reads the accounts again if they have changed. Called once a second, on a thread that may block. */
    default void refresh() {}
}
