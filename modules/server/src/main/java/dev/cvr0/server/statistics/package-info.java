// SPDX-License-Identifier: Apache-2.0
/** The number of clients of each kind, and files of it. */
@NullMarked
package dev.cvr0.server.statistics;

import org.jspecify.annotations.NullMarked;
