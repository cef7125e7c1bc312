// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Certifies a correct emulator over its socket. Run by {@link PendingRepliesTest}, shown in the Javadoc. */
// @start region="certification"
class EmulatorCertification implements HostCertification, HostUnderTest {

    private static EventLoopEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = EventLoopEmulator.withHandlers();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Override
    public HostUnderTest host() {
        return this;
    }

    @Override
    public CommandRegistry registry() {
        return emulator.registry();
    }

    @Override
    public Peer peer() {
        return emulator.peer();
    }

    @Override
    public TestEnvironment environment() {
        return TestEnvironment.STANDALONE;
    }
}
// @end
