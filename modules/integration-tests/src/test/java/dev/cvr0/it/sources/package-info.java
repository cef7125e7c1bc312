// SPDX-License-Identifier: Apache-2.0
/** Tests of the source code of all modules. */
@NullMarked
package dev.cvr0.it.sources;

import org.jspecify.annotations.NullMarked;
