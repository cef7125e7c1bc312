// SPDX-License-Identifier: Apache-2.0
/**
 * A small emulator host to run plugged-in commands on: a dispatch registry and a line transport over TCP.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.host;

import org.jspecify.annotations.NullMarked;
