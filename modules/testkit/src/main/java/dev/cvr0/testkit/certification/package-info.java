// SPDX-License-Identifier: Apache-2.0
/**
 * Certification of hosts and policies against every statement of the protocol reference that can be tested from outside.
 * Third parties implement an interface of tests and {@link dev.cvr0.testkit.certification.HostUnderTest}. The tests run
 * standalone and inside any container.
 */
@NullMarked
package dev.cvr0.testkit.certification;

import org.jspecify.annotations.NullMarked;
