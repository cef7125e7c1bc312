// SPDX-License-Identifier: Apache-2.0
/** A transparent relay in front of an emulator in any language. It adds the version policy to the emulator's sessions. */
@NullMarked
package dev.cvr0.front;

import org.jspecify.annotations.NullMarked;
