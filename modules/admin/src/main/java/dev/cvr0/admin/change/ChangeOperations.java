// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.PublicationException;
import java.util.List;
import java.util.function.Function;

/** The operations that change drafts, publications and emergencies. */
public final class ChangeOperations {

    /** More than a draft, whose text is escaped in JSON. */
    private static final int MAX_DRAFT_BODY_BYTES = 6 * 1024 * 1024;

    private ChangeOperations() {}

    /** Returns the operations. */
    public static List<Operation> of(Management management, Stores stores, Catalogs catalogs) {
        NewestVersion newest = new NewestVersion(management, stores);
        DraftOperations drafts = new DraftOperations(management, newest, catalogs);
        SigningOperations signing = new SigningOperations(management, newest, drafts);
        EmergencyOperations emergency = new EmergencyOperations(management, newest);
        String draft = "/v1/drafts/{name}";
        return List.of(
                operation("GET", "/v1/drafts", Role.VIEWER, call -> drafts.list()),
                operation("GET", draft, Role.VIEWER, drafts::get),
                operation("PUT", draft, Role.EDITOR, drafts::put).withMaxBodyBytes(MAX_DRAFT_BODY_BYTES),
                operation("DELETE", draft, Role.EDITOR, drafts::delete),
                operation("PUT", draft + "/publication", Role.EDITOR, signing::plan),
                operation("GET", draft + "/catalog.sig", Role.VIEWER, signing::document),
                operation("POST", draft + "/signatures", Role.EDITOR, signing::addSignatures),
                operation("POST", draft + "/publish", Role.PUBLISHER, signing::publish),
                operation("GET", "/v1/emergency", Role.VIEWER, call -> emergency.get()),
                operation("PUT", "/v1/emergency", Role.EMERGENCY, emergency::put));
    }

    private static Operation operation(String method, String path, Role role, Function<Call, ApiResponse> handler) {
        return Operation.blocking(method, path, role, call -> {
            try {
                return handler.apply(call);
            } catch (CatalogException | PublicationException e) {
                throw new ProblemException(Problem.conflict(String.valueOf(e.getMessage())));
            }
        });
    }
}
