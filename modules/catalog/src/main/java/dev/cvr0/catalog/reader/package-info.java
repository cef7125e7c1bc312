// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the YAML of a catalog into its model and checks it. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.reader;

import org.jspecify.annotations.NullMarked;
