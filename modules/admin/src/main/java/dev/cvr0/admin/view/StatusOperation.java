// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Reports;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.Emergency;
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
import java.util.function.Consumer;

/** {@code GET /v1/status}: describes the server and its catalog. Thread-safe. */
public final class StatusOperation {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private final VersionPolicy policy;
    private final Consumer<JsonObjectBuilder> extension;

    /** Creates the operation with the policy in use. */
    public StatusOperation(VersionPolicy policy) {
        this.policy = policy;
        this.extension = body -> {};
    }

    /** Creates the operation that describes statistics and signatures, too. */
    StatusOperation(Management management, Stores stores) {
        this.policy = management.policy();
        this.extension = body -> extend(body, management, stores);
    }

    /** Returns the operation. */
    public Operation operation() {
        return Operation.of("GET", "/v1/status", Role.VIEWER, call -> completedStage(ApiResponse.json(status())));
    }

    /** Returns the operation that sends the status when it has changed. */
    Operation events() {
        return Operation.of("GET", "/v1/events", Role.VIEWER, call -> {
            ApiResponse headers = ApiResponse.of(200, Map.of(), "text/event-stream", new byte[0]);
            return completedStage(new ApiResponse(
                    headers.status(), headers.headers(), headers.body(), Optional.of(new StatusEvents())));
        });
    }

    /** Polled on one thread at a time. */
    private final class StatusEvents implements EventStream {

        private volatile String sent = "";

        @Override
        public Optional<String> poll() {
            String status = status().toString();
            if (status.equals(sent)) {
                return Optional.empty();
            }
            sent = status;
            return Optional.of("event: status\ndata: " + status + "\n\n");
        }
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
                .add("software", Reports.text(software()))
                .add("node", Reports.text(own.map(CatalogPolicy::node)))
                .add(
                        "state",
                        status.map(CatalogStatus::state).orElse(State.READY).name())
                .add("catalog", status.<JsonValue>map(StatusOperation::catalog).orElse(JsonValue.NULL))
                .add("errors", errors);
        extension.accept(body);
        return body.build();
    }

    private static void extend(JsonObjectBuilder body, Management management, Stores stores) {
        Catalog catalog = management.policy().catalog();
        JsonArrayBuilder answers = JSON.createArrayBuilder();
        management.statistics().answersPerMinute().forEach(answers::add);
        JsonObjectBuilder outcomes = JSON.createObjectBuilder();
        management.statistics().outcomes().forEach((outcome, count) -> outcomes.add(outcome.name(), count));
        body.add("rules", catalog.ruleCount())
                .add("releases", catalog.releaseCount())
                .add("since", management.statistics().since().toString())
                .add("answersPerMinute", answers)
                .add("outcomes", outcomes)
                .add(
                        "signaturesRequired",
                        management.settings().requiresSignature()
                                ? management.settings().signaturesRequired()
                                : 0)
                .add(
                        "emergency",
                        management
                                .policy()
                                .status()
                                .emergency()
                                .<JsonValue>map(StatusOperation::emergency)
                                .orElse(JsonValue.NULL))
                .add("store", Reports.text(stores.name()));
    }

    private static JsonValue emergency(Emergency emergency) {
        return JSON.createObjectBuilder()
                .add("version", emergency.catalogVersion())
                .add("rules", JSON.createArrayBuilder(emergency.rules()))
                .add("issued", emergency.created().toString())
                .build();
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
    static Optional<String> software() {
        return Optional.ofNullable(StatusOperation.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(StatusOperation.class.getPackage().getImplementationVersion()));
    }
}
