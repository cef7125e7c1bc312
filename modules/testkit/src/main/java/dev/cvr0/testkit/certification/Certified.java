// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

/**
 * What the tests of each section have in common.
 *
 * @since 0.1
 */
public interface Certified {

    /**
     * The host that is tested. Each test asks for it, and none stops it.
     *
     * @return a running host; it may be the same for all tests
     */
    HostUnderTest host();
}
