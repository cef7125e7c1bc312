// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.settings.SettingsReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The configuration keys of {@link HostSettings}. */
record HostSettingsKeys(SettingsReader reader) {

    private static final String LISTEN = "cvr0.listen";

    HostSettings read() {
        int connections = HostSettings.defaults().maxConnections();
        return new HostSettings(
                listen(),
                number("cvr0.max-connections", connections, SettingRange.CONNECTIONS),
                lines(LineLimits.DEFAULTS),
                end(EndLimits.DEFAULTS),
                workers(WorkerLimits.DEFAULTS));
    }

    private LineLimits lines(LineLimits defaults) {
        return new LineLimits(
                number("cvr0.max-line-bytes", defaults.maxBytes(), SettingRange.LINE_BYTES),
                time("cvr0.first-line-timeout", defaults.firstTimeout()),
                time("cvr0.idle-timeout", defaults.idleTimeout()));
    }

    private EndLimits end(EndLimits defaults) {
        return new EndLimits(
                time("cvr0.close-grace", defaults.closeGrace()),
                number("cvr0.drain-limit", defaults.drainBytes(), SettingRange.DRAIN),
                time("cvr0.shutdown-grace", defaults.shutdownGrace()));
    }

    private WorkerLimits workers(WorkerLimits defaults) {
        return new WorkerLimits(
                number("cvr0.workers", defaults.threads(), SettingRange.WORKERS),
                number("cvr0.worker-queue", defaults.queue(), SettingRange.QUEUE));
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
                HostSettings.defaults().listen(),
                "HOST:PORT or [IPV6]:PORT, the port from 0 to 65535 (0.0.0.0 listens on every address)",
                ListenAddress::parse);
        return Optional.of(address).filter(a -> !a.isUnresolved()).orElseGet(() -> {
            reader.reject(
                    LISTEN, ListenAddress.text(address), "a host that has an address; this one cannot be resolved");
            return HostSettings.defaults().listen();
        });
    }
}
