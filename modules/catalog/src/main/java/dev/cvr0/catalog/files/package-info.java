// SPDX-License-Identifier: Apache-2.0
/**
 * Reading and replacing files. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.files;

import org.jspecify.annotations.NullMarked;
