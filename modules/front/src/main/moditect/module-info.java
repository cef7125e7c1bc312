// SPDX-License-Identifier: Apache-2.0
/** A transparent relay in front of an emulator. */
module dev.cvr0.front {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.host;
    requires transitive dev.cvr0.settings;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.haproxy;
    requires io.netty.common;
    requires io.netty.transport;
    requires static org.jspecify;

    exports dev.cvr0.front;
}
