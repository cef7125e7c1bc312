// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.HandlerRegistry;
import java.net.InetSocketAddress;

/**
 * The components that the connections of one listener share.
 *
 * @param upstream the emulator behind the listener
 * @param plugin the handlers of sessions that the relay answers
 * @param away the handlers of sign-ins while the emulator is away
 * @param rejected the handlers of sign-ins that the relay has left the emulator for
 */
record RelayContext(
        RelaySettings settings,
        InetSocketAddress upstream,
        HandlerRegistry plugin,
        HandlerRegistry away,
        HandlerRegistry rejected,
        VersionService versions,
        Transfers transfers,
        RelayCounters counters,
        RelayLog log) {

    RelayContext withUpstream(InetSocketAddress other) {
        return new RelayContext(settings, other, plugin, away, rejected, versions, transfers, counters, log);
    }
}
