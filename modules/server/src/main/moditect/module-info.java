// SPDX-License-Identifier: Apache-2.0
/** The standalone server and its command line. It has no API. */
module dev.cvr0.server {
    requires dev.cvr0.admin;
    requires dev.cvr0.catalog;
    requires dev.cvr0.catalog.jdbc;
    requires dev.cvr0.front;
    requires dev.cvr0.host;
    requires dev.cvr0.plugin;
    requires dev.cvr0.transcript;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires jakarta.json;
    requires java.logging;
    requires java.net.http;
    requires jdk.unsupported;
    // on the class path if telemetry is configured
    requires static dev.cvr0.telemetry;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.sdk;
    requires static io.opentelemetry.sdk.autoconfigure;
    requires static org.jspecify;

    opens dev.cvr0.server to
            info.picocli;
    opens dev.cvr0.server.command to
            info.picocli;
    opens dev.cvr0.server.publishing to
            info.picocli;
}
