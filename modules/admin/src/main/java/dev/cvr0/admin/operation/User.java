// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import java.util.Set;

/**
 * An authenticated user of the HTTP API.
 *
 * @param name the name, for the audit log
 * @param roles the roles. Copied
 * @since 0.1
 */
public record User(String name, Set<Role> roles) {

    /** The user of an API without authentication. */
    static final User ANONYMOUS = new User("anonymous", Set.of(Role.VIEWER));

    /** Copies the roles. */
    public User {
        roles = Set.copyOf(roles);
    }

    /**
     * Tells whether one of the roles permits an operation.
     *
     * @param required the role of the operation
     * @return true if one does
     */
    public boolean permits(Role required) {
        return roles.stream().anyMatch(role -> role.permits(required));
    }
}
