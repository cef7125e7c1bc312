// SPDX-License-Identifier: Apache-2.0
/** The transcripts, inside the container: a class for each group of settings. */
@NullMarked
package dev.cvr0.it.container.conformance;

import org.jspecify.annotations.NullMarked;
