// SPDX-License-Identifier: Apache-2.0
/** Test doubles, contracts as test interfaces, and transcripts as JUnit tests. */
@NullMarked
package dev.cvr0.testkit;

import org.jspecify.annotations.NullMarked;
