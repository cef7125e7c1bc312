// SPDX-License-Identifier: Apache-2.0
/**
 * YAML with limits, and values that collect errors with their locations. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.yaml;

import org.jspecify.annotations.NullMarked;
