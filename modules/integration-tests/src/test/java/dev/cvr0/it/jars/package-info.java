// SPDX-License-Identifier: Apache-2.0
/** The tests over the jars and the descriptions that are published. */
@NullMarked
package dev.cvr0.it.jars;

import org.jspecify.annotations.NullMarked;
