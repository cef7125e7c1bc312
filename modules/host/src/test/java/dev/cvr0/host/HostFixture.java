// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cvr0.api.host.CommandHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Starts hosts on a free port, over the transport under test. */
record HostFixture(Transport transport) {

    private static final ClientSettings UNLIMITED =
            new ClientSettings(1_000_000, List.of(), Duration.ofDays(1), 1_000_000);
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

    EmulatorHost start(CommandHandler... handlers) {
        return start(settings -> settings, handlers);
    }

    EmulatorHost start(UnaryOperator<HostSettings> change, CommandHandler... handlers) {
        return start(change, Fallback.CLOSE, handlers);
    }

    EmulatorHost start(UnaryOperator<HostSettings> change, Fallback fallback, CommandHandler... handlers) {
        assumeTrue(transport.isAvailable());
        HostSettings settings = change.apply(HostSettings.defaults().withPort(0).withClients(UNLIMITED));
        return EmulatorHost.start(settings, Handlers.registry(handlers), fallback, transport);
    }

    /** Waits actively for a condition that other threads establish without a notification. */
    static void await(String what, BooleanSupplier happened) {
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
