// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

/** The components of a host that its sessions share. */
record HostContext(HostSettings settings, Dispatcher dispatcher, Sessions sessions, Transport transport, HostLog log) {}
