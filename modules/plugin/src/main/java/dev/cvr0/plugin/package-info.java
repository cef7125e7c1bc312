// SPDX-License-Identifier: Apache-2.0
/**
 * The drop-in: VER and CVQ, discovered by CDI and registered in the host's
 * {@link dev.cvr0.api.host.CommandRegistry}.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.plugin;

import org.jspecify.annotations.NullMarked;
