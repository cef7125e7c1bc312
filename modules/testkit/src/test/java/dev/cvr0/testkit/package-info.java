// SPDX-License-Identifier: Apache-2.0
/** Tests of the test kit: each contract passes where it is kept, and fails where it is broken. */
@NullMarked
package dev.cvr0.testkit;

import org.jspecify.annotations.NullMarked;
