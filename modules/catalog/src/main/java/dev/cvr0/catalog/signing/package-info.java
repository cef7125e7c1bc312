// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures of catalogues: a small manifest says which files belong to which version and until when they hold, and one
 * Ed25519 signature holds for all of it. Knows nothing of what the files mean.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.catalog.signing;

import org.jspecify.annotations.NullMarked;
