// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.protocol.Reply;
import java.util.Map;
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
    void shouldNotDelayOtherSessions() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint waiting = Endpoint.connect(host.address());
                Endpoint other = Endpoint.connect(host.address())) {
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
    void shouldCallHandlersOnTheEventLoop() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        CommandHandler quick = Handlers.of("QUI", (command, session) -> {
            threads.add(Thread.currentThread().getName());
            return Handlers.ok(command);
        });
        try (EmulatorHost host = new HostFixture(transport).start(quick);
                Endpoint client = Endpoint.connect(host.address())) {
            client.ask("QUI 1");
            assertThat(threads).singleElement().asString().startsWith("cvr0-loop");
        }
    }

    @Test
    void shouldDelayLaterLinesOfTheSession() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint client = Endpoint.connect(host.address());
                Endpoint other = Endpoint.connect(host.address())) {
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
    void shouldSendAReplyCompletedByAnotherSession() {
        AtomicReference<PendingHandler.Call> pending = new AtomicReference<>();
        CommandHandler completing = Handlers.of("CPL", (command, session) -> {
            pending.get().answer();
            return Handlers.ok(command);
        });
        try (EmulatorHost host = new HostFixture(transport).start(slow, completing);
                Endpoint waiting = Endpoint.connect(host.address());
                Endpoint other = Endpoint.connect(host.address())) {
            waiting.send("SLO 1\r\nECH 2 a\r\n");
            pending.set(slow.next());
            assertThat(other.ask("CPL 1")).isEqualTo("CPL 1 OK");
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(waiting.read()).isEqualTo("ECH 2 a");
        }
    }

    @Test
    void shouldCallTheFallbackIfTheStageDeclines() {
        Fallback fallback = (command, session) -> CompletableFuture.completedStage(command.answer("FALLBACK"));
        try (EmulatorHost host = new HostFixture(transport).start(Map.of(), fallback, slow);
                Endpoint client = Endpoint.connect(host.address())) {
            client.send("SLO 1\r\nECH 2 a\r\n");
            slow.next().reply().complete(new Reply.Declined());
            assertThat(client.read()).isEqualTo("SLO 1 FALLBACK");
            assertThat(client.read()).isEqualTo("ECH 2 a");
        }
    }

    @Test
    void shouldAnswer500AndCloseIfTheStageFails() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint client = Endpoint.connect(host.address());
                Endpoint other = Endpoint.connect(host.address())) {
            client.send("SLO 007\r\nECH 2 a\r\n");
            slow.next().reply().completeExceptionally(new IllegalStateException("on purpose"));
            assertThat(client.rest()).isEqualTo("500 007\r\n");
            assertThat(other.ask("ECH 4 c")).isEqualTo("ECH 4 c");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3103: ")
                    .contains("PendingHandler failed to handle SLO: java.lang.IllegalStateException 'on purpose'");
        }
    }

    @Test
    void shouldAnswer500IfTheStageIsCancelled() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("SLO 1");
            slow.next().reply().cancel(true);
            assertThat(client.rest()).isEqualTo("500 1\r\n");
            assertThat(log.warnings()).singleElement().asString().contains("CancellationException");
        }
    }

    @Test
    void shouldAnswer500IfTheStageDoesNotInteroperate() {
        CommandHandler odd = new Handlers.StubHandler(slow.verbs(), (command, session) -> new UninteroperableStage<>());
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(odd);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("SLO 1").rest()).isEqualTo("500 1\r\n");
            assertThat(log.warnings()).singleElement().asString().contains("UnsupportedOperationException");
        }
    }

    /** A stage that cannot be converted to a CompletableFuture. */
    private static final class UninteroperableStage<T> extends CompletableFuture<T> {
        @Override
        public CompletableFuture<T> toCompletableFuture() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void shouldAnswerManyLinesSentDuringThePause() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint client = Endpoint.connect(host.address())) {
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
    void shouldAnswerLinesFollowedByTheEndOfInput() {
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("SLO 1");
            PendingHandler.Call call = slow.next();
            String lines = "ECH 2 a\r\n".repeat(500);
            client.send(lines).endOutput();
            call.answer();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\n" + lines);
        }
    }

    @Test
    void shouldNotApplyTheIdleTimeout() {
        Map<String, String> brief = Map.of("cvr0.first-line-timeout", "100ms", "cvr0.idle-timeout", "100ms");
        try (EmulatorHost host = new HostFixture(transport).start(brief, slow);
                Endpoint waiting = Endpoint.connect(host.address())) {
            waiting.line("SLO 1");
            PendingHandler.Call call = slow.next();
            // Two other sessions expire one after the other, so the timeout has passed for the waiting session as well.
            for (int i = 0; i < 2; i++) {
                try (Endpoint silent = Endpoint.connect(host.address())) {
                    assertThat(silent.rest()).isEmpty();
                }
            }
            call.answer();
            assertThat(waiting.read()).isEqualTo("SLO 1 OK");
            assertThat(waiting.rest()).isEmpty();
        }
    }

    @Test
    void shouldCloseAResetConnectionBeforeTheReplyCompletes() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(slow)) {
            Endpoint client = Endpoint.connect(host.address()).line("SLO 1");
            PendingHandler.Call call = slow.next();
            client.reset();
            HostFixture.awaitNoConnections(host);
            call.answer();
            try (Endpoint other = Endpoint.connect(host.address())) {
                assertThat(other.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCloseTheConnectionIfTheClientLeavesUnansweredLines(boolean reset) {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(slow)) {
            Endpoint client = Endpoint.connect(host.address()).send("SLO 1\r\nECH 2 a\r\nECH 3");
            PendingHandler.Call call = slow.next();
            if (reset) {
                client.reset();
            } else {
                client.close();
            }
            call.answer();
            HostFixture.awaitNoConnections(host);
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void shouldNotDelayTheShutdownBeyondItsGrace() {
        EmulatorHost host = new HostFixture(transport).start(Map.of("cvr0.shutdown-grace", "100ms"), slow);
        try (LogRecorder log = new LogRecorder();
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("SLO 1");
            PendingHandler.Call call = slow.next();
            host.close();
            assertThat(host.connections()).isZero();
            assertThat(log.warnings()).singleElement().asString().startsWith("CVR0-3003: 1 ");
            call.answer();
            assertThat(log.all()).anyMatch(text -> text.startsWith("CVR0-3204"));
        }
    }

    @Test
    void shouldAcceptAMinimalCompletionStage() {
        CommandHandler minimal = new Handlers.StubHandler(slow.verbs(), (command, session) -> {
            CompletionStage<Reply> stage = slow.handle(command, session);
            return stage.thenApply(reply -> reply).toCompletableFuture().minimalCompletionStage();
        });
        try (EmulatorHost host = new HostFixture(transport).start(minimal);
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("SLO 1");
            slow.next().answer();
            assertThat(client.read()).isEqualTo("SLO 1 OK");
        }
    }
}
