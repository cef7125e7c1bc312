// SPDX-License-Identifier: Apache-2.0
/**
 * Reading configuration keys into settings values, with every fault collected before one is reported.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.api.settings;

import org.jspecify.annotations.NullMarked;
