// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.api.text.LogSafeText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A record of the audit log: a request for a change, and its result. All texts are escaped and truncated. */
record AuditEntry(Instant time, String user, String address, String method, String path, int status) {

    private static final int FIRST_ERROR = 400;
    private static final int MAX_PATH = 300;

    static AuditEntry of(ApiRequest request, String user, int status) {
        return new AuditEntry(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                LogSafeText.escape(user),
                request.client().getHostAddress(),
                LogSafeText.escape(request.method()),
                LogSafeText.escape(request.path(), MAX_PATH),
                status);
    }

    boolean isRejected() {
        return status >= FIRST_ERROR;
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("time", time.toString())
                .add("user", user)
                .add("address", address)
                .add("method", method)
                .add("path", path)
                .add("status", status)
                .build();
    }

    @Override
    public String toString() {
        return method + " " + path + ": " + status + ", user: " + (user.isEmpty() ? "none" : user) + ", address: "
                + address;
    }
}
