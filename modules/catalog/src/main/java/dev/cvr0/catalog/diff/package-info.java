// SPDX-License-Identifier: Apache-2.0
/**
 * The differences between the answers of two catalogs.
 */
@NullMarked
package dev.cvr0.catalog.diff;

import org.jspecify.annotations.NullMarked;
