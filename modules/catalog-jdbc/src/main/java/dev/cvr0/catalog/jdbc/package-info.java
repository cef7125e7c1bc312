// SPDX-License-Identifier: Apache-2.0
/**
 * Signed catalogs that many servers share in a database: settings and the provider of {@code jdbc:} and {@code java:}
 * locations.
 */
@NullMarked
package dev.cvr0.catalog.jdbc;

import org.jspecify.annotations.NullMarked;
