// SPDX-License-Identifier: Apache-2.0
/**
 * Certification of hosts and policies against each statement of the protocol reference that can be tested from outside.
 * Third parties implement a test interface and {@link dev.cvr0.testkit.certification.HostUnderTest}. The tests run
 * standalone and inside any container.
 */
@NullMarked
package dev.cvr0.testkit.certification;

import org.jspecify.annotations.NullMarked;
