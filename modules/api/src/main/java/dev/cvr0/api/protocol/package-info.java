// SPDX-License-Identifier: Apache-2.0
/**
 * The values of the wire: immutable, checked when made, free of any transport.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.api.protocol;

import org.jspecify.annotations.NullMarked;
