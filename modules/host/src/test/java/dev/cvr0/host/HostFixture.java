// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starts hosts on a free port without limits of one client, over the transport under test. */
public record HostFixture(Transport transport) {

    private static final Map<String, String> UNLIMITED = Map.of(
            "cvr0.listen", "127.0.0.1:0",
            "cvr0.max-connections-per-address", "1000000",
            "cvr0.trusted-addresses", "none",
            "cvr0.max-session-duration", "24h",
            "cvr0.max-session-requests", "1000000");
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

    EmulatorHost start(CommandHandler... handlers) {
        return start(Map.of(), handlers);
    }

    EmulatorHost start(Map<String, String> settings, CommandHandler... handlers) {
        return start(settings, Fallback.CLOSE, handlers);
    }

    EmulatorHost start(Map<String, String> settings, Fallback fallback, CommandHandler... handlers) {
        assumeTrue(transport.isAvailable());
        return EmulatorHost.start(settings(settings), Handlers.registry(handlers), fallback, transport);
    }

    /** Reads settings from values by key. */
    public static SettingsReader reader(SettingsTable table, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(UNLIMITED);
        all.putAll(values);
        assertThat(table.unknownKeys(all.keySet())).isEmpty();
        return new SettingsReader(SettingSource.of(all));
    }

    static HostSettings settings(Map<String, String> values) {
        SettingsReader reader = reader(HostSettings.TABLE, values);
        HostSettings settings = HostSettings.read(reader);
        reader.throwIfInvalid();
        return settings;
    }

    /** Waits actively for a condition that other threads establish without a notification. */
    public static void await(String what, BooleanSupplier happened) {
        long start = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - start > TIMEOUT_NANOS) {
                fail("never happened: " + what);
            }
            Thread.onSpinWait();
        }
    }

    static void awaitNoConnections(EmulatorHost host) {
        await("no connection is left", () -> host.connections() == 0);
    }
}
