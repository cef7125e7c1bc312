// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.time.Instant;

/** The input of a decision: the client, and the time by which rules are evaluated. */
public record EvaluationContext(ClientProfile client, Instant at) {}
