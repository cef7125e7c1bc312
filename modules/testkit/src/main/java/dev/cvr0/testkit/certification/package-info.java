// SPDX-License-Identifier: Apache-2.0
/**
 * Certifies a host or a policy: interfaces of tests for every statement of the protocol reference that can be tested
 * from outside. A third party implements one in a test class of its own and says, through
 * {@link dev.cvr0.testkit.certification.HostUnderTest}, how to reach what is tested. The tests run in a JVM of their own
 * and inside any container.
 *
 * <p>No method here takes or returns {@code null}; {@link java.util.Optional} appears as a result only.
 */
@NullMarked
package dev.cvr0.testkit.certification;

import org.jspecify.annotations.NullMarked;
