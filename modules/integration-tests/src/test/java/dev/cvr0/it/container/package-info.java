// SPDX-License-Identifier: Apache-2.0
/** The tests, each of which runs inside the container unless it says that it is a client. */
@NullMarked
package dev.cvr0.it.container;

import org.jspecify.annotations.NullMarked;
