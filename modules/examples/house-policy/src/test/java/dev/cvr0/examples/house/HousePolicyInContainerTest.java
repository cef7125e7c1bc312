// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tests that the alternative policy replaces the catalog if both are on the class path. */
class HousePolicyInContainerTest {

    private static final String LINE = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0777 MSMSGS a@example.com";

    @Test
    void shouldReplaceTheCatalog() {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle(LINE, FakeSession.fresh()).line())
                    .contains("CVQ 1 7.5.0324 7.5.0324 7.5.0324 http://updates.example.org/msnmsgr-7.5.0324.exe"
                            + " http://updates.example.org/");
        }
    }

    @Test
    void shouldQueryTheTableOnAnotherThread() {
        RecordingRegistry registry = new RecordingRegistry();
        AtomicReference<Thread> caller = new AtomicReference<>();
        TablePolicy policy = new TablePolicy(library -> {
            caller.set(Thread.currentThread());
            return ClientVersion.parse("8.1.0178");
        });
        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).policy(policy).start()) {
            assertThat(registry.handle(LINE, FakeSession.fresh()).line())
                    .contains("CVQ 1 8.1.0178 8.1.0178 8.1.0178 http://updates.example.org/8.1.0178.exe"
                            + " http://updates.example.org/");
            assertThat(caller.get()).isNotNull().isNotSameAs(Thread.currentThread());
        }
    }
}
