// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.Operation;
import java.util.List;

/** The operations that change drafts, publications and emergencies. */
public final class ChangeOperations {

    private ChangeOperations() {}

    /** Returns the operations. */
    public static List<Operation> of(Management management) {
        return List.of();
    }
}
