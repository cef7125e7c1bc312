// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.catalog.CatalogLoader;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The operations that read. */
public final class ViewOperations {

    private ViewOperations() {}

    /** Returns the operations, with the length of a line above which the host closes a session. */
    public static List<Operation> of(
            VersionService versions, int maxLineBytes, Management management, Stores stores, Catalogs catalogs) {
        StatusOperation status = new StatusOperation(management, stores);
        NodesOperation nodes = new NodesOperation(management, stores);
        ClientCounts counts = new ClientCounts(management, stores);
        ClientOperations clients = new ClientOperations(counts, management, versions);
        CatalogOperation catalog = new CatalogOperation(catalogs, management);
        PublicationOperations publications = new PublicationOperations(stores, management);
        ExplainOperation explain = new ExplainOperation(versions, catalogs, management, maxLineBytes);
        CheckOperation check = new CheckOperation(catalogs);
        DiffOperation diff = new DiffOperation(catalogs, counts, management);
        byte[] schema = CatalogLoader.schema().getBytes(StandardCharsets.UTF_8);
        return List.of(
                Operation.of("GET", "/v1/me", Role.VIEWER, call -> completedStage(me(call))),
                status.operation(),
                status.events(),
                Operation.blocking("GET", "/v1/nodes", Role.VIEWER, call -> nodes.list()),
                Operation.blocking("GET", "/v1/clients", Role.VIEWER, clients::overTime),
                Operation.blocking("GET", "/v1/clients/kinds", Role.VIEWER, clients::kinds),
                Operation.blocking("GET", "/v1/catalog", Role.VIEWER, catalog::list),
                Operation.blocking("GET", "/v1/catalog/files/{file}", Role.VIEWER, catalog::file),
                Operation.blocking("POST", "/v1/explain", Role.VIEWER, explain::explain),
                Operation.blocking("POST", "/v1/check", Role.VIEWER, check::check)
                        .withMaxBodyBytes(CheckOperation.MAX_BODY_BYTES),
                Operation.blocking("POST", "/v1/diff", Role.VIEWER, diff::diff),
                Operation.blocking("GET", "/v1/publications", Role.VIEWER, publications::list),
                Operation.blocking("GET", "/v1/publications/{version}", Role.VIEWER, publications::get),
                Operation.of("GET", "/v1/schema", Role.VIEWER, call -> completedStage(ApiResponse.json(schema))));
    }

    private static ApiResponse me(Call call) {
        return ApiResponse.json(Json.createObjectBuilder()
                .add("name", call.user().name())
                .add(
                        "roles",
                        Json.createArrayBuilder(call.user().roles().stream()
                                .map(Role::keyword)
                                .sorted()
                                .toList()))
                .build());
    }
}
