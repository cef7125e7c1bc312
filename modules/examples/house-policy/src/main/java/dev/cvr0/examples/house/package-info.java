// SPDX-License-Identifier: Apache-2.0
/** Policies that replace the catalog. */
@NullMarked
package dev.cvr0.examples.house;

import org.jspecify.annotations.NullMarked;
