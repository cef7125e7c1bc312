// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class BlockingHandlerTest {

    @Parameter
    Transport transport;

    private final Semaphore started = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final CommandHandler slow = Handlers.blocking("SLO", (command, session) -> {
        threads.add(Thread.currentThread().getName());
        started.release();
        mayEnd.acquireUninterruptibly();
        return Handlers.ok(command);
    });

    @AfterEach
    void letAllEnd() {
        mayEnd.release(1000);
    }

    @Test
    void blockingHandlerShouldNotHoldUpOtherSessions() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client waiting = Client.of(host);
                Client other = Client.of(host)) {
            waiting.line("SLO 1");
            started.acquireUninterruptibly();
            for (int i = 0; i < 20; i++) {
                assertThat(other.ask("ECH 2 a")).isEqualTo("ECH 2 a");
            }
            mayEnd.release();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(threads).allMatch(name -> name.startsWith("cvr0-worker"));
        }
    }

    @Test
    void otherHandlersShouldRunOnTheEventLoop() {
        CommandHandler quick = Handlers.of("QUI", (command, session) -> {
            threads.add(Thread.currentThread().getName());
            return Handlers.ok(command);
        });
        try (EmulatorHost host = new HostFixture(transport).start(quick);
                Client client = Client.of(host)) {
            client.ask("QUI 1");
            assertThat(threads).singleElement().asString().startsWith("cvr0-loop");
        }
    }

    @Test
    void laterLinesShouldWaitForTheBlockingHandler() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host);
                Client other = Client.of(host)) {
            client.send("SLO 1\r\nECH 2 a\r\nSLO 3\r\n");
            started.acquireUninterruptibly();
            other.ask("ECH 1 a");
            assertThat(threads).hasSize(1);
            mayEnd.release(2);
            assertThat(client.endOutput().rest()).isEqualTo("SLO 1 OK\r\nECH 2 a\r\nSLO 3 OK\r\n");
        }
    }

    @Test
    void manyLinesSentMeanwhileShouldWaitOutsideTheHost() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            started.acquireUninterruptibly();
            String lines = "ECH 2 a\r\n".repeat(3000);
            Thread sender = new Thread(() -> client.send(lines).endOutput());
            sender.start();
            mayEnd.release();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\n" + lines);
        }
    }

    @Test
    void linesAndTheEndOfInputSentMeanwhileShouldBeAnswered() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            started.acquireUninterruptibly();
            String lines = "ECH 2 a\r\n".repeat(500);
            client.send(lines).endOutput();
            mayEnd.release();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\n" + lines);
        }
    }

    @Test
    void fullPoolShouldAnswerTheFaultAndSaySoOnce() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(s -> s.withWorkers(1, 1), slow);
                Client running = Client.of(host);
                Client queued = Client.of(host)) {
            running.line("SLO 1");
            started.acquireUninterruptibly();
            // The answer proves that the line before it has been put into the queue.
            queued.send("ECH 1 a\r\nSLO 2\r\n");
            queued.read();
            for (int i = 3; i < 6; i++) {
                try (Client refused = Client.of(host)) {
                    assertThat(refused.line("SLO " + i).line("ECH 7 a").rest()).isEqualTo("500 " + i + "\r\n");
                }
            }
            mayEnd.release(2);
            assertThat(running.read()).isEqualTo("SLO 1 OK");
            assertThat(queued.read()).isEqualTo("SLO 2 OK");
            assertThat(log.alarms()).singleElement().asString().startsWith("CVR0-3102");
        }
    }

    @Test
    void sessionThatWaitsForItsHandlerShouldNotBeIdle() {
        Duration brief = Duration.ofMillis(100);
        try (EmulatorHost host = new HostFixture(transport).start(s -> s.withTimeouts(brief, brief), slow);
                Client waiting = Client.of(host)) {
            waiting.line("SLO 1");
            started.acquireUninterruptibly();
            // Two others expire one after the other: the time has passed for the waiting one as well.
            for (int i = 0; i < 2; i++) {
                try (Client silent = Client.of(host)) {
                    assertThat(silent.rest()).isEmpty();
                }
            }
            mayEnd.release();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(waiting.rest()).isEmpty();
        }
    }

    @Test
    void clientThatLeavesItsBlockingHandlerShouldBeHarmless() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(slow)) {
            Client client = Client.of(host);
            client.line("SLO 1");
            started.acquireUninterruptibly();
            client.reset();
            mayEnd.release();
            HostFixture.awaitNobody(host);
            assertThat(log.alarms()).isEmpty();
        }
    }

    @Test
    void mayBlockShouldBeAskedOnceAtRegistration() {
        AtomicInteger asked = new AtomicInteger();
        CommandHandler counting = new CommandHandler() {
            @Override
            public Set<Verb> verbs() {
                return slow.verbs();
            }

            @Override
            public Reply handle(Command command, Session session) {
                return Handlers.ok(command);
            }

            @Override
            public boolean mayBlock() {
                asked.incrementAndGet();
                return true;
            }
        };
        try (EmulatorHost host = new HostFixture(transport).start(counting);
                Client client = Client.of(host)) {
            client.ask("SLO 1");
            client.ask("SLO 2");
            assertThat(asked).hasValue(1);
        }
    }
}
