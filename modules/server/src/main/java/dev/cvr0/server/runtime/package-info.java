// SPDX-License-Identifier: Apache-2.0
/** Host, plugin and catalog in one process. */
@NullMarked
package dev.cvr0.server.runtime;

import org.jspecify.annotations.NullMarked;
