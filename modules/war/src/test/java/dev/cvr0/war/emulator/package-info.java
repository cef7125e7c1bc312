// SPDX-License-Identifier: Apache-2.0
/** A third-party emulator. Its registry and its transport depend only on the API of CVR0. */
@NullMarked
package dev.cvr0.war.emulator;

import org.jspecify.annotations.NullMarked;
