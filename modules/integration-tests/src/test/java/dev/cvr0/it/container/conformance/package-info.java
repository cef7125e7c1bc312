// SPDX-License-Identifier: Apache-2.0
/** Plays the transcripts inside the container, with a test class for each group of settings. */
@NullMarked
package dev.cvr0.it.container.conformance;

import org.jspecify.annotations.NullMarked;
