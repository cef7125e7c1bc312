// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.testkit.EventLoopEmulator.Adapter;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests that the certification detects hosts that handle a pending stage incorrectly, over sockets. */
class PendingRepliesTest {

    private static final String OTHERS = "shouldServeOtherClientsWhileRepliesArePending";
    private static final String ORDER = "shouldKeepTheOrderOfLinesWhileAReplyIsPending";
    private static final String END = "shouldDiscardLinesAfterAPendingReplyThatEndsTheSession";

    @Test
    void shouldPassAnEventLoopThatWaitsForStagesWithoutBlocking() {
        ContractRun run = ContractRun.of(EmulatorCertification.class);

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isGreaterThan(40);
    }

    @Test
    void shouldFailAnAdapterThatBlocksTheEventLoop() {
        ContractRun run = ContractRun.of(Blocking.class);

        assertThat(run.failed()).containsExactlyInAnyOrder(OTHERS, ORDER, END);
        assertThat(run.messages())
                .contains(
                        "only 1 of 16 clients were served within 1000 ms while replies were pending;",
                        "do not wait for a stage on a thread that serves other clients");
    }

    @Test
    void shouldFailAnAdapterThatHandlesTheNextLineBeforeTheReply() {
        assertThat(ContractRun.of(Overtaking.class).failed()).containsExactlyInAnyOrder(ORDER, END);
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Emulator implements HostCertification, HostUnderTest {

        private final EventLoopEmulator emulator;

        Emulator(Adapter adapter) {
            emulator = EventLoopEmulator.withHandlers(adapter);
        }

        @AfterAll
        void stop() {
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

    static class Blocking extends Emulator {
        Blocking() {
            super(Adapter.BLOCKING);
        }

        @Override
        public double timeoutFactor() {
            return 0.2;
        }
    }

    static class Overtaking extends Emulator {
        Overtaking() {
            super(Adapter.OVERTAKING);
        }
    }
}
