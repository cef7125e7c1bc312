// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The fields of a body that changes something. A null is the same as an absent field. */
record Body(JsonRequest fields) {

    /** The header of a PEM file, and the first bytes of an Ed25519 key in base64. */
    private static final Pattern PRIVATE_KEY = Pattern.compile("PRIVATE KEY-----|CAQ[AE]wBQYDK2VwBCIE");

    /** Parses a body. Its problems never contain text of the body, if there could be a private key in it. */
    static Body parse(Call call, String... known) {
        JsonRequest fields = JsonRequest.parse(call);
        fields.members().values().removeIf(JsonValue.NULL::equals);
        if (PRIVATE_KEY.matcher(fields.members().toString()).find()) {
            throw new ProblemException(Problem.badRequest("the body contains a private key, which must never leave the"
                    + " machine of its owner; it was not stored. Replace the key, and sign with 'cvr0 sign'"));
        }
        fields.rejectUnknown(List.of(known));
        return new Body(fields);
    }

    Optional<String> text(String name) {
        return fields.text(name);
    }

    OptionalLong number(String name) {
        JsonValue value = fields.members().get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(((JsonNumber) value).longValueExact());
        } catch (ClassCastException | ArithmeticException e) {
            throw fields.invalid(name, "the value is not a whole number; correct it");
        }
    }

    /** Returns a time in the future in whole seconds. */
    Optional<Instant> future(String name) {
        return text(name).map(text -> {
            try {
                Instant time = Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
                if (time.isAfter(Instant.now())) {
                    return time;
                }
            } catch (DateTimeException e) {
                // reported below
            }
            throw fields.invalid(
                    name, "the value is not a time in the future, such as 2027-01-31T00:00:00Z; correct it");
        });
    }

    /** Creates a value that validates itself. */
    static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest(e.getMessage() + "; correct it"));
        }
    }
}
