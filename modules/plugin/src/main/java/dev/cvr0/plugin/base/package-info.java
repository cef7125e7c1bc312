// SPDX-License-Identifier: Apache-2.0
/** The stereotype and the log of the plugin, for all of its packages. */
@NullMarked
package dev.cvr0.plugin.base;

import org.jspecify.annotations.NullMarked;
