// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of a catalog as text.
 *
 * @since 0.1
 */
@NullMarked
package dev.cvr0.catalog.listing;

import org.jspecify.annotations.NullMarked;
