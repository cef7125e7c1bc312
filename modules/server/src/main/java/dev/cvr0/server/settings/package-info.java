// SPDX-License-Identifier: Apache-2.0
/** The settings of the server and their sources: command line, system properties, environment, properties file. */
@NullMarked
package dev.cvr0.server.settings;

import org.jspecify.annotations.NullMarked;
