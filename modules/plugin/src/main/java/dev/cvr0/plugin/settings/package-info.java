// SPDX-License-Identifier: Apache-2.0
/** The settings of the plugin, each declared once with its default. */
@NullMarked
package dev.cvr0.plugin.settings;

import org.jspecify.annotations.NullMarked;
