// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.protocol.ErrorCode;
import java.util.List;
import java.util.Objects;

/**
 * Why a request is refused.
 *
 * @param code what the client is told
 * @param descriptions what a person is told, a line for each parameter and rule: which parameter, its value as an
 *     excerpt, what was expected. Copied
 * @since 0.1
 */
public record CvqFault(ErrorCode code, List<String> descriptions) {

    /** Copies the descriptions. */
    public CvqFault {
        Objects.requireNonNull(code, "code");
        descriptions = List.copyOf(descriptions);
    }
}
