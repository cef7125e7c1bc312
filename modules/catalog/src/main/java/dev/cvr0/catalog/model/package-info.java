// SPDX-License-Identifier: Apache-2.0
/**
 * The content of a catalog and the decision over it. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.model;

import org.jspecify.annotations.NullMarked;
