// SPDX-License-Identifier: Apache-2.0
/**
 * Who decides which client version is recommended, which is the least allowed, and where the download is.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.api.policy;

import org.jspecify.annotations.NullMarked;
