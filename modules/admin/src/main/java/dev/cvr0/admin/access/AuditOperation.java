// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** {@code GET /v1/audit}: returns the newest records of the audit log. */
final class AuditOperation {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;

    private AuditOperation() {}

    /** Returns the operation for the audit log in a folder. */
    static Operation of(Path folder) {
        AuditLog log = new AuditLog(folder, new AccessLog());
        return Operation.blocking("GET", "/v1/audit", Role.PUBLISHER, call -> newest(log, call));
    }

    private static ApiResponse newest(AuditLog log, Call call) {
        try {
            return ApiResponse.json(Json.createArrayBuilder(log.newest(call.number("limit", DEFAULT_LIMIT, MAX_LIMIT)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
