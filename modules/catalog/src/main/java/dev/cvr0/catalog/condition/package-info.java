// SPDX-License-Identifier: Apache-2.0
/**
 * The conditions of rules on the client, the time and the percentage rollout. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.condition;

import org.jspecify.annotations.NullMarked;
