// SPDX-License-Identifier: Apache-2.0
/** Tests that each contract passes for correct implementations and fails for broken ones. */
@NullMarked
package dev.cvr0.testkit;

import org.jspecify.annotations.NullMarked;
