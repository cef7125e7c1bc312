// SPDX-License-Identifier: Apache-2.0
/** Known limitations of containers: test cases that are expected to fail, with the reasons. */
@NullMarked
package dev.cvr0.it.limitations;

import org.jspecify.annotations.NullMarked;
