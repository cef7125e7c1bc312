// SPDX-License-Identifier: Apache-2.0
/** Tests of the transcripts: real sockets on port 0, served by a few lines of script. */
@NullMarked
package dev.cvr0.transcript;

import org.jspecify.annotations.NullMarked;
