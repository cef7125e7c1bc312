// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import dev.cvr0.api.protocol.ErrorCode;
import java.util.List;
import java.util.Objects;

/**
 * The error answer to an invalid request.
 *
 * @param code the error on the wire
 * @param descriptions a line for each violation with this code: the parameter, its value as log-safe text, the
 *     expectation. Copied
 * @since 0.1
 */
public record RequestError(ErrorCode code, List<String> descriptions) {

    /** Copies the descriptions. */
    public RequestError {
        Objects.requireNonNull(code, "code");
        descriptions = List.copyOf(descriptions);
    }
}
