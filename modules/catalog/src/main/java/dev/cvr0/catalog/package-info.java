// SPDX-License-Identifier: Apache-2.0
/**
 * The version policy from a catalog: a YAML file with the known clients and the rules for their answers.
 *
 * <p>{@link dev.cvr0.catalog.CatalogLoader} reads files into a {@link dev.cvr0.catalog.Catalog}, which decides and
 * explains. {@link dev.cvr0.catalog.ReloadingCatalog} reloads changed files.
 * {@link dev.cvr0.catalog.CatalogPolicy} is the CDI bean.
 */
@NullMarked
package dev.cvr0.catalog;

import org.jspecify.annotations.NullMarked;
