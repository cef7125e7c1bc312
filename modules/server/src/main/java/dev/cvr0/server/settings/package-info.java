// SPDX-License-Identifier: Apache-2.0
/** The settings of the server, from the command line, system properties, environment and file. */
@NullMarked
package dev.cvr0.server.settings;

import org.jspecify.annotations.NullMarked;
