// SPDX-License-Identifier: Apache-2.0
/** The handlers of VER, CVQ and CVR. */
@NullMarked
package dev.cvr0.plugin.handler;

import org.jspecify.annotations.NullMarked;
