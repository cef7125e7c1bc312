// SPDX-License-Identifier: Apache-2.0
/** An emulator of somebody else's: its registry and its transport know the API of CVR0 and nothing more. */
@NullMarked
package dev.cvr0.war.emulator;

import org.jspecify.annotations.NullMarked;
