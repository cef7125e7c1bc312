// SPDX-License-Identifier: Apache-2.0
/** Test cases that a container cannot pass, with the reasons: each still runs, and has to fail. */
@NullMarked
package dev.cvr0.it.excuses;

import org.jspecify.annotations.NullMarked;
