// SPDX-License-Identifier: Apache-2.0
/**
 * Wire transcripts: what they say, how they are read, and how they are played against a server.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.transcript;

import org.jspecify.annotations.NullMarked;
