// SPDX-License-Identifier: Apache-2.0
/** An embeddable emulator host on Netty. */
module dev.cvr0.host {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.settings;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires static org.jspecify;

    exports dev.cvr0.host;
}
