// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.signing.VerifyingKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Describes the emergency that is in force, and publishes signed emergency documents. Thread-safe. */
final class EmergencyOperations {

    private final Management management;
    private final NewestVersion newest;

    EmergencyOperations(Management management, NewestVersion newest) {
        this.management = management;
        this.newest = newest;
    }

    ApiResponse get() {
        JsonObject state = state();
        return ApiResponse.json(state).withTag(tag(state));
    }

    ApiResponse put(Call call) {
        Body body = Body.parse(call, "document");
        byte[] document = body.fields().requireText("document").getBytes(StandardCharsets.UTF_8);
        VerifyingKey key = management
                .settings()
                .emergencyKey()
                .orElseThrow(() -> new ProblemException(Problem.conflict(
                        "this server accepts no emergency documents; set cvr0.catalog.emergency-key")));
        JsonObject state = state();
        call.requireMatch(tag(state), "the emergency in force, or the newest version, has changed");
        requireVersion(body, verify(body, document, key));
        newest.change(store -> {
            store.publishEmergency(document, call.user().name());
            return store;
        });
        return get();
    }

    private static Emergency verify(Body body, byte[] document, VerifyingKey key) {
        try {
            return Emergency.verify(document, key);
        } catch (UntrustedException e) {
            throw body.fields().invalid("document", String.valueOf(e.getMessage()));
        }
    }

    /** An emergency for an older version has no effect, and one for a version above the newest outlives the correction. */
    private void requireVersion(Body body, Emergency emergency) {
        long served = management.policy().status().revision().version();
        long last = newest.version();
        if (emergency.catalogVersion() < served || emergency.catalogVersion() > last) {
            throw body.fields()
                    .invalid(
                            "document",
                            "the document is for version " + emergency.catalogVersion() + ", but version " + served
                                    + " is served and version " + last + " is the newest; write it with 'cvr0 emergency"
                                    + " --for " + last + "'");
        }
    }

    private JsonObject state() {
        Optional<Emergency> inForce = management.policy().status().emergency();
        return Json.createObjectBuilder()
                .add("configured", management.settings().emergencyKey().isPresent())
                .add("inForce", inForce.isPresent())
                .add("newestVersion", newest.version())
                .add(
                        "rules",
                        Json.createArrayBuilder(inForce.map(Emergency::rules).orElse(List.of())))
                .build();
    }

    private static String tag(JsonObject state) {
        return Sha256.of(state.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
