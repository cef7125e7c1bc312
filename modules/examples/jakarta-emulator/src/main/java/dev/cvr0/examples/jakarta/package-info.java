// SPDX-License-Identifier: Apache-2.0
/** An emulator with CDI, whose dispatch table is a bean. */
@NullMarked
package dev.cvr0.examples.jakarta;

import org.jspecify.annotations.NullMarked;
