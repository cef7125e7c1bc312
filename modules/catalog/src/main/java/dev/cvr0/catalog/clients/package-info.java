// SPDX-License-Identifier: Apache-2.0
/** Counts of clients. */
@NullMarked
package dev.cvr0.catalog.clients;

import org.jspecify.annotations.NullMarked;
