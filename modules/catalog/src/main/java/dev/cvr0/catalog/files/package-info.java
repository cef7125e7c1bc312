// SPDX-License-Identifier: Apache-2.0
/**
 * Reading files within limits, and replacing them atomically.
 */
@NullMarked
package dev.cvr0.catalog.files;

import org.jspecify.annotations.NullMarked;
