// SPDX-License-Identifier: Apache-2.0
/** The entry point for hosts without CDI: {@link dev.cvr0.plugin.StandalonePlugin}. */
@NullMarked
package dev.cvr0.plugin;

import org.jspecify.annotations.NullMarked;
