// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import java.time.Duration;
import java.time.Instant;

/**
 * A server that uses a publication store.
 *
 * @param name the name, see {@code cvr0.node}
 * @param status its last report
 * @param started the time at which it started
 * @param seen the time of its last report, by the clock of the store
 * @param clockOffset the clock of the store minus the clock of the server
 * @param software its software version
 * @param live whether it has reported recently, so that its acknowledgement can be expected
 * @since 0.1
 */
public record Node(
        String name,
        NodeStatus status,
        Instant started,
        Instant seen,
        Duration clockOffset,
        String software,
        boolean live) {}
