// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

/** The components of a host that its sessions share. */
record HostContext(
        HostSettings settings,
        Dispatcher dispatcher,
        Sessions sessions,
        Transport transport,
        HostLog log,
        ConnectionFactory connections) {

    /** Returns a copy whose sessions have other handlers. */
    HostContext with(Dispatcher dispatcher) {
        return new HostContext(settings, dispatcher, sessions, transport, log, connections);
    }
}
