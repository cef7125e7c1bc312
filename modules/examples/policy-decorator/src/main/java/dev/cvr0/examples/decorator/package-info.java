// SPDX-License-Identifier: Apache-2.0
/** A decorator of the active policy, and an observer of decisions. */
@NullMarked
package dev.cvr0.examples.decorator;

import org.jspecify.annotations.NullMarked;
