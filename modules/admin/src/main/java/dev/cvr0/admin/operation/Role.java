// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import dev.cvr0.settings.Setting;
import java.util.Arrays;
import java.util.Optional;

/**
 * The role of a user of the HTTP API.
 *
 * @since 0.1
 */
public enum Role {
    /** Reads everything except the audit log. */
    VIEWER,
    /** Changes drafts too. */
    EDITOR,
    /** Publishes, and reads the audit log, too. */
    PUBLISHER,
    /** Reads, and publishes emergency documents. */
    EMERGENCY;

    /**
     * Tells whether this role permits an operation.
     *
     * @param required the role of the operation
     * @return true if it does
     */
    public boolean permits(Role required) {
        return this == required || required == VIEWER || (this == PUBLISHER && required == EDITOR);
    }

    /** {@return the name of the role for users, in lower case} */
    public String keyword() {
        return Setting.keyword(this);
    }

    /**
     * Parses the name of a role.
     *
     * @param text the name in lower case
     * @return the role; empty if there is no such role
     */
    public static Optional<Role> tryParse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.keyword().equals(text))
                .findFirst();
    }
}
