// SPDX-License-Identifier: Apache-2.0
/** Plays transcripts against a running server, and groups the results by cause. */
@NullMarked
package dev.cvr0.server.probe;

import org.jspecify.annotations.NullMarked;
