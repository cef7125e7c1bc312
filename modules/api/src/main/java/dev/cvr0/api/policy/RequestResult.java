// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ErrorCode;
import java.util.Optional;

/**
 * The result of {@link VersionService#respond}: a decision, or an invalid request.
 *
 * @since 0.1
 */
public sealed interface RequestResult permits Decision, InvalidRequest {

    /**
     * Returns the error that answers the request.
     *
     * @return the code; empty if the request is answered with advice
     */
    Optional<ErrorCode> error();
}
