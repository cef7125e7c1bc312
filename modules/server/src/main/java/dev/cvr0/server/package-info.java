// SPDX-License-Identifier: Apache-2.0
/**
 * The runnable: host, plugin and catalogue on Weld SE, with a command line.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.server;

import org.jspecify.annotations.NullMarked;
