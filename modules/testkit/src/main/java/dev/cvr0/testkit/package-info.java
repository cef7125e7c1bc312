// SPDX-License-Identifier: Apache-2.0
/**
 * What hosts, policies and handlers are tested with: stand-ins for the parts around them, contracts as interfaces of
 * tests to implement, and transcripts as JUnit tests.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.testkit;

import org.jspecify.annotations.NullMarked;
