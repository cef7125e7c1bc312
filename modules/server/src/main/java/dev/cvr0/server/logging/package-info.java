// SPDX-License-Identifier: Apache-2.0
/** The format of the log on standard error. */
@NullMarked
package dev.cvr0.server.logging;

import org.jspecify.annotations.NullMarked;
