// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.Channel;
import java.io.IOException;

/** What the connections of one host share. */
record Service(HostSettings settings, Dispatcher dispatcher, Workers workers, HostLog log) {

    /** Gives a connection up that cannot go on: the client's doing if the transport says so, else ours. */
    void lost(Channel channel, Throwable cause) {
        if (cause instanceof IOException) {
            log.lost(channel.remoteAddress(), cause);
        } else {
            log.broken(cause);
        }
        channel.close();
    }
}
