// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.telemetry;

import dev.cvr0.front.Relay;
import dev.cvr0.host.EmulatorHost;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The counters of a host or relay.
 *
 * @param connections the number of open connections
 * @param rejections the rejected connections and ended sessions by the key of the limit
 * @param relayEvents the events of a relay; empty if the server is not one
 */
public record HostCounters(
        IntSupplier connections, Supplier<Map<String, Long>> rejections, Supplier<Map<String, Long>> relayEvents) {

    /** Returns the counters of a host. */
    public static HostCounters of(EmulatorHost host) {
        return new HostCounters(host::connections, host::rejections, Map::of);
    }

    /** Returns the counters of a relay. */
    public static HostCounters of(Relay relay) {
        return new HostCounters(relay::connections, relay::rejections, () -> events(relay));
    }

    private static Map<String, Long> events(Relay relay) {
        return relay.events().entrySet().stream()
                .collect(
                        Collectors.toMap(event -> event.getKey().name().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
