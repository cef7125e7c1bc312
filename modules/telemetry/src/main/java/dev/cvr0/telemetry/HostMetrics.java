// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import java.util.Map;

/**
 * The counters of a host. A host that has a bean of this type gets the metrics {@code cvr0.connections},
 * {@code cvr0.rejections} and {@code cvr0.relay.events}. Read when metrics are collected, by any thread; must not block.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class Counters implements HostMetrics {
 *     public int connections() {
 *         return host.connections();
 *     }
 *
 *     public Map<String, Long> rejections() {
 *         return host.rejections();
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public interface HostMetrics {

    /** {@return the number of open connections} */
    int connections();

    /**
     * Returns the number of rejected connections and ended sessions since the start.
     *
     * @return the counts by the key of the limit; the same keys in each call, none from clients
     */
    Map<String, Long> rejections();

    /**
     * Returns the number of events of a relay since the start.
     *
     * @return the counts by event; the same keys in each call, none from clients. Empty if the host is not a relay
     */
    default Map<String, Long> relayEvents() {
        return Map.of();
    }
}
