// SPDX-License-Identifier: Apache-2.0
/**
 * What can be set, each with its default.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.plugin.settings;

import org.jspecify.annotations.NullMarked;
