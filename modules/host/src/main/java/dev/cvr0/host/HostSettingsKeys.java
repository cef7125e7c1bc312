// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.settings.SettingsReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The configuration keys of {@link HostSettings}. */
record HostSettingsKeys(SettingsReader reader, HostSettings defaults) {

    private static final String LISTEN = "cvr0.listen";

    HostSettings read() {
        return new HostSettings(
                listen(),
                number("cvr0.max-line-bytes", defaults.maxLineBytes(), SettingRange.LINE_BYTES),
                time("cvr0.first-line-timeout", defaults.firstLineTimeout()),
                time("cvr0.idle-timeout", defaults.idleTimeout()),
                number("cvr0.max-connections", defaults.maxConnections(), SettingRange.CONNECTIONS),
                time("cvr0.close-grace", defaults.closeGrace()),
                number("cvr0.drain-limit", defaults.drainLimit(), SettingRange.DRAIN),
                time("cvr0.shutdown-grace", defaults.shutdownGrace()),
                number("cvr0.workers", defaults.workers(), SettingRange.WORKERS),
                number("cvr0.worker-queue", defaults.workerQueue(), SettingRange.QUEUE));
    }

    private int number(String key, int defaultValue, SettingRange range) {
        return reader.number(key, defaultValue, range.least(), range.most());
    }

    private Duration time(String key, Duration defaultValue) {
        return reader.duration(key, defaultValue, SettingRange.LONGEST_TIME);
    }

    private InetSocketAddress listen() {
        InetSocketAddress address = reader.value(
                LISTEN,
                defaults.listen(),
                "HOST:PORT or [IPV6]:PORT, the port from 0 to 65535 (0.0.0.0 listens on every address)",
                ListenAddress::parse);
        return Optional.of(address).filter(a -> !a.isUnresolved()).orElseGet(() -> {
            reader.reject(
                    LISTEN, ListenAddress.text(address), "a host that has an address; this one cannot be resolved");
            return defaults.listen();
        });
    }
}
