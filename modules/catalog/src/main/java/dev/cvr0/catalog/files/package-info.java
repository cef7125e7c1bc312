// SPDX-License-Identifier: Apache-2.0
/**
 * Files: read within bounds, and written so that a kill or a power cut leaves the old one or the new one.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.catalog.files;

import org.jspecify.annotations.NullMarked;
