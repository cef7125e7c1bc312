// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.time.Instant;

/**
 * What a catalogue is asked.
 *
 * @param client who asks
 * @param at the hour that rules are to go by
 */
public record Query(ClientProfile client, Instant at) {}
