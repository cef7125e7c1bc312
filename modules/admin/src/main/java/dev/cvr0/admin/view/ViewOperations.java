// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import jakarta.json.Json;
import java.util.List;

/** The operations that read. */
public final class ViewOperations {

    private ViewOperations() {}

    /** Returns the operations. */
    public static List<Operation> of(Management management) {
        return List.of(Operation.of(
                "GET",
                "/v1/me",
                Role.VIEWER,
                call -> completedStage(ApiResponse.json(Json.createObjectBuilder()
                        .add("name", call.user().name())
                        .add(
                                "roles",
                                Json.createArrayBuilder(call.user().roles().stream()
                                        .map(Role::keyword)
                                        .sorted()
                                        .toList()))
                        .build()))));
    }
}
