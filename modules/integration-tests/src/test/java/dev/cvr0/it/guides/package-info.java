// SPDX-License-Identifier: Apache-2.0
/** Tests of the guides: their code, commands and transcripts. */
@NullMarked
package dev.cvr0.it.guides;

import org.jspecify.annotations.NullMarked;
