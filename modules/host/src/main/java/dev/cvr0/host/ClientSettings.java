// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.settings.AddressBlock;
import java.time.Duration;
import java.util.List;

/**
 * The limits of one client. {@link HostSettings#TABLE} documents each with its default and range.
 *
 * <p>The defaults suit sessions that end after a few requests. A host whose clients sign in needs a longer session duration
 * and more requests.
 *
 * @param maxConnectionsPerAddress the maximum number of open connections from one IPv4 address or one IPv6 /64 prefix
 * @param trustedAddresses the addresses to which this limit does not apply; copied
 * @param maxSessionDuration the time after which a session ends, at the latest after a pending reply
 * @param maxSessionRequests the maximum number of lines in a session, including blank lines
 * @see HostSettings
 * @since 0.1
 */
public record ClientSettings(
        int maxConnectionsPerAddress,
        List<AddressBlock> trustedAddresses,
        Duration maxSessionDuration,
        int maxSessionRequests) {

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the key and the range
     */
    public ClientSettings {
        HostSettings.validate(HostSettings.MAX_CONNECTIONS_PER_ADDRESS, maxConnectionsPerAddress);
        HostSettings.validate(HostSettings.MAX_SESSION_DURATION, maxSessionDuration);
        HostSettings.validate(HostSettings.MAX_SESSION_REQUESTS, maxSessionRequests);
        trustedAddresses = List.copyOf(trustedAddresses);
    }
}
