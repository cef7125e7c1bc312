// SPDX-License-Identifier: Apache-2.0
/** The host and emulators that are none of ours, deployed in real servers as an operator does it: by copying a file. */
@NullMarked
package dev.cvr0.war;

import org.jspecify.annotations.NullMarked;
