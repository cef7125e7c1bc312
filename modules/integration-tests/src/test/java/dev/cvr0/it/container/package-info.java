// SPDX-License-Identifier: Apache-2.0
/** Tests that run inside the container, unless they are declared to run as a client. */
@NullMarked
package dev.cvr0.it.container;

import org.jspecify.annotations.NullMarked;
