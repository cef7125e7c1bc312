// SPDX-License-Identifier: Apache-2.0
/**
 * What an emulator offers to plugged-in commands, and what such a command looks like to it.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.api.host;

import org.jspecify.annotations.NullMarked;
