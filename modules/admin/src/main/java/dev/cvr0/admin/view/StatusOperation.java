// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.error.ValidationError;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/status}: describes the server and its catalog. Thread-safe. */
public final class StatusOperation {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private final VersionPolicy policy;

    /** Creates the operation with the policy in use. */
    public StatusOperation(VersionPolicy policy) {
        this.policy = policy;
    }

    /** Returns the operation. */
    public Operation operation() {
        return Operation.of("GET", "/v1/status", Role.VIEWER, call -> completedStage(ApiResponse.json(status())));
    }

    /** Describes the server now. */
    public JsonObject status() {
        Optional<CatalogPolicy> own = policy instanceof CatalogPolicy catalog ? Optional.of(catalog) : Optional.empty();
        Optional<CatalogStatus> status = own.map(CatalogPolicy::status);
        JsonArrayBuilder errors = JSON.createArrayBuilder();
        status.map(CatalogStatus::errors).orElse(List.of()).stream()
                .map(ValidationError::toString)
                .forEach(errors::add);
        JsonObjectBuilder body = JSON.createObjectBuilder()
                .add("software", text(software()))
                .add("node", text(own.map(CatalogPolicy::node)))
                .add(
                        "state",
                        status.map(CatalogStatus::state).orElse(State.READY).name())
                .add("catalog", status.<JsonValue>map(StatusOperation::catalog).orElse(JsonValue.NULL))
                .add("errors", errors);
        return body.build();
    }

    private static JsonValue catalog(CatalogStatus status) {
        boolean signed = status.revision().isSigned();
        return JSON.createObjectBuilder()
                .add("source", status.source())
                .add("version", signed ? Json.createValue(status.revision().version()) : JsonValue.NULL)
                .add("digest", status.contentId())
                .add("loadedAt", status.loadedAt().toString())
                .add(
                        "expires",
                        signed ? Json.createValue(status.revision().expires().toString()) : JsonValue.NULL)
                .build();
    }

    // A package in a named module has no attributes of the manifest.
    private static Optional<String> software() {
        return Optional.ofNullable(StatusOperation.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(StatusOperation.class.getPackage().getImplementationVersion()));
    }

    private static JsonValue text(Optional<String> value) {
        return value.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
