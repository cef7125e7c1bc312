// SPDX-License-Identifier: Apache-2.0
/** Deploys the WAR, and other emulators with the plugin, to a server by copying a file. */
@NullMarked
package dev.cvr0.war;

import org.jspecify.annotations.NullMarked;
