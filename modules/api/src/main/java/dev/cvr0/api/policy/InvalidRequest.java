// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A CVQ or CVR whose parameters are invalid. The version policy is not asked.
 *
 * @param code 731 if the number or the form of the parameters is wrong, 710 if the locale is unknown
 * @param descriptions a line for each violation with this code: the parameter, its value as log-safe text, the
 *     expectation. Copied
 * @since 0.1
 */
public record InvalidRequest(ErrorCode code, List<String> descriptions) implements RequestResult {

    /** Copies the descriptions. */
    public InvalidRequest {
        Objects.requireNonNull(code, "code");
        descriptions = List.copyOf(descriptions);
    }

    @Override
    public Optional<ErrorCode> error() {
        return Optional.of(code);
    }
}
