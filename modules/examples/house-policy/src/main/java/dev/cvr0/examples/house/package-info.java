// SPDX-License-Identifier: Apache-2.0
/** A policy that replaces the catalogue. */
@NullMarked
package dev.cvr0.examples.house;

import org.jspecify.annotations.NullMarked;
