// SPDX-License-Identifier: Apache-2.0
/**
 * The version policy from a YAML file or a folder of them: known clients, rules in order, and an answer for everybody
 * else.
 *
 * <p>{@link dev.cvr0.catalog.CatalogLoader} reads files into a {@link dev.cvr0.catalog.Catalog}, which decides and
 * explains; {@link dev.cvr0.catalog.CatalogPolicy} is the bean that a plugin finds.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.catalog;

import org.jspecify.annotations.NullMarked;
