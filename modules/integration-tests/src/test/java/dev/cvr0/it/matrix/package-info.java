// SPDX-License-Identifier: Apache-2.0
/** The table of all containers, written from the reports of their tests. */
@NullMarked
package dev.cvr0.it.matrix;

import org.jspecify.annotations.NullMarked;
