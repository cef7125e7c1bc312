// SPDX-License-Identifier: Apache-2.0
/** Tests over the guides: their code is compiled code, and their commands print what the guides show. */
@NullMarked
package dev.cvr0.it.guides;

import org.jspecify.annotations.NullMarked;
