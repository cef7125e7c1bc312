// SPDX-License-Identifier: Apache-2.0
/** The subcommands. */
@NullMarked
package dev.cvr0.server.command;

import org.jspecify.annotations.NullMarked;
