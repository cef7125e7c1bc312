// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.protocol.Reply;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Transport.class)
class PendingReplyTest {

    @Parameter
    Transport transport;

    private final PendingHandler slow = new PendingHandler();

    @Test
    void pendingReplyShouldNotDelayOtherSessions() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client waiting = Client.of(host);
                Client other = Client.of(host)) {
            waiting.line("SLO 1");
            PendingHandler.Call call = slow.next();
            for (int i = 0; i < 20; i++) {
                assertThat(other.ask("ECH 2 a")).isEqualTo("ECH 2 a");
            }
            call.answer();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
        }
    }

    @Test
    void handlersShouldRunOnTheEventLoop() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
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
    void laterLinesShouldWaitForThePendingReply() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host);
                Client other = Client.of(host)) {
            client.send("SLO 1\r\nECH 2 a\r\nSLO 3\r\nSLO 4\r\nECH 5 b\r\n");
            PendingHandler.Call first = slow.next();
            other.ask("ECH 1 a");
            assertThat(slow.isIdle()).isTrue();
            first.answer();
            assertThat(client.read()).isEqualTo("SLO 1 OK");
            assertThat(client.read()).isEqualTo("ECH 2 a");
            PendingHandler.Call third = slow.next();
            assertThat(slow.isIdle()).isTrue();
            third.answer();
            slow.next().answer();
            assertThat(client.endOutput().rest()).isEqualTo("SLO 3 OK\r\nSLO 4 OK\r\nECH 5 b\r\n");
        }
    }

    @Test
    void replyCompletedOnAnotherSessionsEventLoopShouldArrive() {
        AtomicReference<PendingHandler.Call> pending = new AtomicReference<>();
        CommandHandler completing = Handlers.of("CPL", (command, session) -> {
            pending.get().answer();
            return Handlers.ok(command);
        });
        try (EmulatorHost host = new HostFixture(transport).start(slow, completing);
                Client waiting = Client.of(host);
                Client other = Client.of(host)) {
            waiting.send("SLO 1\r\nECH 2 a\r\n");
            pending.set(slow.next());
            assertThat(other.ask("CPL 1")).isEqualTo("CPL 1 OK");
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(waiting.read()).isEqualTo("ECH 2 a");
        }
    }

    @Test
    void stageThatDeclinesLaterShouldReachTheFallback() {
        Fallback fallback = (command, session) -> CompletableFuture.completedStage(command.answer("FALLBACK"));
        try (EmulatorHost host = new HostFixture(transport).start(s -> s, fallback, slow);
                Client client = Client.of(host)) {
            client.send("SLO 1\r\nECH 2 a\r\n");
            slow.next().reply().complete(new Reply.Declined());
            assertThat(client.read()).isEqualTo("SLO 1 FALLBACK");
            assertThat(client.read()).isEqualTo("ECH 2 a");
        }
    }

    @Test
    void stageThatFailsLaterShouldBeAnsweredByTheFaultAndTheEnd() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host);
                Client other = Client.of(host)) {
            client.send("SLO 007\r\nECH 2 a\r\n");
            slow.next().reply().completeExceptionally(new IllegalStateException("on purpose"));
            assertThat(client.rest()).isEqualTo("500 007\r\n");
            assertThat(other.ask("ECH 4 c")).isEqualTo("ECH 4 c");
            assertThat(log.alarms())
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3103: ")
                    .contains("PendingHandler failed at SLO: java.lang.IllegalStateException 'on purpose'");
        }
    }

    @Test
    void cancelledStageShouldBeAnsweredByTheFault() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            slow.next().reply().cancel(true);
            assertThat(client.rest()).isEqualTo("500 1\r\n");
            assertThat(log.alarms()).singleElement().asString().contains("CancellationException");
        }
    }

    @Test
    void stageWithoutAFutureShouldBeAnsweredByTheFault() {
        CommandHandler odd = new Handlers.Stub(slow.verbs(), (command, session) -> new UninteroperableStage<>());
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(odd);
                Client client = Client.of(host)) {
            assertThat(client.line("SLO 1").rest()).isEqualTo("500 1\r\n");
            assertThat(log.alarms()).singleElement().asString().contains("UnsupportedOperationException");
        }
    }

    /** A stage of a library that does not interoperate. */
    private static final class UninteroperableStage<T> extends CompletableFuture<T> {
        @Override
        public CompletableFuture<T> toCompletableFuture() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void manyLinesSentMeanwhileShouldWaitOutsideTheHost() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            PendingHandler.Call call = slow.next();
            String lines = "ECH 2 a\r\n".repeat(3000);
            Thread sender = new Thread(() -> client.send(lines).endOutput());
            sender.start();
            call.answer();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\n" + lines);
        }
    }

    @Test
    void linesAndTheEndOfInputSentMeanwhileShouldBeAnswered() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            PendingHandler.Call call = slow.next();
            String lines = "ECH 2 a\r\n".repeat(500);
            client.send(lines).endOutput();
            call.answer();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\n" + lines);
        }
    }

    @Test
    void sessionWithAPendingReplyShouldNotBeIdle() {
        Duration brief = Duration.ofMillis(100);
        try (EmulatorHost host = new HostFixture(transport).start(s -> s.withTimeouts(brief, brief), slow);
                Client waiting = Client.of(host)) {
            waiting.line("SLO 1");
            PendingHandler.Call call = slow.next();
            // Two others expire one after the other: the time has passed for the waiting one as well.
            for (int i = 0; i < 2; i++) {
                try (Client silent = Client.of(host)) {
                    assertThat(silent.rest()).isEmpty();
                }
            }
            call.answer();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(waiting.rest()).isEmpty();
        }
    }

    @Test
    void clientThatResetsWhileWaitingShouldBeClosedBeforeTheReplyCompletes() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(slow)) {
            Client client = Client.of(host).line("SLO 1");
            PendingHandler.Call call = slow.next();
            client.reset();
            HostFixture.awaitNobody(host);
            call.answer();
            try (Client other = Client.of(host)) {
                assertThat(other.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
            assertThat(log.alarms()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientThatLeavesLinesBehindShouldBeHarmless(boolean reset) {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(slow)) {
            Client client = Client.of(host).send("SLO 1\r\nECH 2 a\r\nECH 3");
            PendingHandler.Call call = slow.next();
            if (reset) {
                client.reset();
            } else {
                client.close();
            }
            call.answer();
            HostFixture.awaitNobody(host);
            assertThat(log.alarms()).isEmpty();
        }
    }

    @Test
    void replyThatNeverComesShouldNotDelayTheShutdownBeyondItsGrace() {
        EmulatorHost host = new HostFixture(transport).start(s -> s.withShutdownGrace(Duration.ofMillis(100)), slow);
        try (LogCapture log = new LogCapture();
                Client client = Client.of(host)) {
            client.line("SLO 1");
            PendingHandler.Call call = slow.next();
            host.close();
            assertThat(host.connections()).isZero();
            assertThat(log.alarms()).singleElement().asString().startsWith("CVR0-3003: 1 ");
            call.answer();
            assertThat(log.all()).anyMatch(text -> text.startsWith("CVR0-3204"));
        }
    }

    @Test
    void stageOfAnotherKindShouldBeAccepted() {
        CommandHandler minimal = new Handlers.Stub(slow.verbs(), (command, session) -> {
            CompletionStage<Reply> stage = slow.handle(command, session);
            return stage.thenApply(reply -> reply).toCompletableFuture().minimalCompletionStage();
        });
        try (EmulatorHost host = new HostFixture(transport).start(minimal);
                Client client = Client.of(host)) {
            client.line("SLO 1");
            slow.next().answer();
            assertThat(client.read()).isEqualTo("SLO 1 OK");
        }
    }
}
