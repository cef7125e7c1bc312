// SPDX-License-Identifier: Apache-2.0
/**
 * Files that are read up to a limit and replaced atomically.
 */
@NullMarked
package dev.cvr0.catalog.files;

import org.jspecify.annotations.NullMarked;
