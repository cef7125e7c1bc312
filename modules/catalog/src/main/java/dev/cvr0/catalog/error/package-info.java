// SPDX-License-Identifier: Apache-2.0
/**
 * Errors in a catalog, with their locations.
 */
@NullMarked
package dev.cvr0.catalog.error;

import org.jspecify.annotations.NullMarked;
