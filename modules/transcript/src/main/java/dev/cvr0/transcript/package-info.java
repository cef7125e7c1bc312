// SPDX-License-Identifier: Apache-2.0
/** Wire transcripts: the format, the parser, and a player that runs them against a server. */
@NullMarked
package dev.cvr0.transcript;

import org.jspecify.annotations.NullMarked;
