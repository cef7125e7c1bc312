// SPDX-License-Identifier: Apache-2.0
/** An emulator as many are, without CDI and with a table of its own, and the adapter that takes the plugin in. */
@NullMarked
package dev.cvr0.examples.emulator;

import org.jspecify.annotations.NullMarked;
