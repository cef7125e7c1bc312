// SPDX-License-Identifier: Apache-2.0
/** The command line of the server. */
@NullMarked
package dev.cvr0.server;

import org.jspecify.annotations.NullMarked;
