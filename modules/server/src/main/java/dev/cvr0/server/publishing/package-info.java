// SPDX-License-Identifier: Apache-2.0
/** The subcommands that validate, compare and publish catalogs. */
@NullMarked
package dev.cvr0.server.publishing;

import org.jspecify.annotations.NullMarked;
