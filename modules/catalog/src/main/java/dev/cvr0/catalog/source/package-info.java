// SPDX-License-Identifier: Apache-2.0
/**
 * The files of a catalog as snapshots, with or without signatures. Internal to this module.
 */
@NullMarked
package dev.cvr0.catalog.source;

import org.jspecify.annotations.NullMarked;
