// SPDX-License-Identifier: Apache-2.0
/** A small embeddable emulator host: a dispatch registry and a line transport over TCP. */
@NullMarked
package dev.cvr0.host;

import org.jspecify.annotations.NullMarked;
