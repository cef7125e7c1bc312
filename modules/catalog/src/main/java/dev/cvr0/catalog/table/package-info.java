// SPDX-License-Identifier: Apache-2.0
/**
 * The answers of a catalog as a table.
 */
@NullMarked
package dev.cvr0.catalog.table;

import org.jspecify.annotations.NullMarked;
