// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.CommandHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class EmulatorHostTest {

    private static final String LONG = "10m";

    @Parameter
    Transport transport;

    private final PendingHandler slow = new PendingHandler();

    @Test
    void shouldReturnItsAddress() {
        try (EmulatorHost host = fixture().start()) {
            assertThat(host.port()).isPositive().isEqualTo(host.address().getPort());
            assertThat(host.address().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void shouldFreezeItsRegistry() {
        HandlerRegistry registry = new HandlerRegistry(List.of());
        try (EmulatorHost host = EmulatorHost.start(HostFixture.settings(Map.of()), registry)) {
            assertThatThrownBy(() -> registry.register(slow)).isInstanceOf(IllegalStateException.class);
            assertThat(host.connections()).isZero();
        }
    }

    @Test
    void shouldReportAPortInUseAndReleaseItsThreads() {
        try (EmulatorHost host = fixture().start()) {
            List<Thread> before = loopThreads();
            assertThatThrownBy(() -> fixture().start(Map.of("cvr0.listen", ListenAddress.format(host.address()))))
                    .isInstanceOf(HostStartException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + host.port())
                    .hasMessageContaining("in use")
                    .hasMessageContaining("cvr0.listen")
                    .hasCauseInstanceOf(IOException.class);
            HostFixture.await("threads end", () -> before.containsAll(loopThreads()));
        }
    }

    @Test
    void shouldReportAnAddressOfAnotherMachine() {
        // An address reserved for documentation, so that no machine has it.
        assertThatThrownBy(() -> fixture().start(Map.of("cvr0.listen", "192.0.2.1:0")))
                .isInstanceOf(HostStartException.class)
                .hasMessageContaining("cannot listen on 192.0.2.1:0")
                .hasMessageContaining("does not have that address");
    }

    @Test
    void shouldNotFreezeTheRegistryIfTheStartFails() {
        try (EmulatorHost host = fixture().start()) {
            HandlerRegistry registry = new HandlerRegistry(List.of());
            HostSettings taken = HostSettings.defaults().withPort(host.port());
            assertThatThrownBy(() -> EmulatorHost.start(taken, registry)).isInstanceOf(HostStartException.class);
            registry.register(slow);
            assertThat(registry.verbs()).hasSize(1);
        }
    }

    @Test
    void shouldCloseConnectionsAboveTheLimitAndRateLimitTheLog() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = fixture().start(Map.of("cvr0.max-connections", "3"))) {
            List<Endpoint> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(Endpoint.connect(host.address()));
                open.get(i).ask("ECH 1 a");
            }
            for (int i = 0; i < 50; i++) {
                try (Endpoint refused = Endpoint.connect(host.address())) {
                    assertThat(refused.rest()).isEmpty();
                }
            }
            assertThat(host.connections()).isEqualTo(3);
            assertThat(log.warnings()).hasSizeBetween(1, 5).allMatch(text -> text.startsWith("CVR0-3101"));
            assertThat(host.rejections()).containsEntry("cvr0.max-connections", 50L);
            open.get(0).close();
            HostFixture.await("a connection is closed", () -> host.connections() == 2);
            try (Endpoint next = Endpoint.connect(host.address())) {
                assertThat(next.ask("ECH 2 b")).isEqualTo("ECH 2 b");
            }
            open.forEach(Endpoint::close);
        }
    }

    @Test
    void shouldSendAPendingReplyDuringShutdown() throws InterruptedException {
        EmulatorHost host = fixture().start(slow);
        try (Endpoint client = Endpoint.connect(host.address());
                Endpoint idle = Endpoint.connect(host.address())) {
            idle.ask("ECH 1 a");
            client.send("SLO 1\r\nECH 2 a\r\n");
            PendingHandler.Call call = slow.next();
            Thread closing = new Thread(host::close);
            closing.start();
            assertThat(idle.rest()).isEmpty();
            HostFixture.await("connections are refused", () -> isRefused(host));
            call.answer();
            assertThat(client.rest()).isEqualTo("SLO 1 OK\r\nECH 2 a\r\n");
            idle.endOutput();
            client.endOutput();
            closing.join();
            assertThat(host.connections()).isZero();
        }
    }

    @Test
    void shouldEndItsThreadsAtShutdown() {
        EmulatorHost host = fixture().start();
        List<Thread> threads = loopThreads();
        host.close();
        host.close();
        assertThat(threads).isNotEmpty();
        HostFixture.await("threads end", () -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void shouldRejectCloseOnAnEventLoop() {
        AtomicReference<EmulatorHost> host = new AtomicReference<>();
        CommandHandler closing = Handlers.of("CLO", (command, session) -> {
            host.get().close();
            return Handlers.ok(command);
        });
        host.set(fixture().start(closing));
        try (EmulatorHost running = host.get();
                Endpoint client = Endpoint.connect(running.address())) {
            assertThat(client.line("CLO 1").rest()).isEqualTo("500 1\r\n");
        }
    }

    @Test
    void shouldEndIdleSessionsDuringShutdown() {
        EmulatorHost host = fixture()
                .start(Map.of("cvr0.close-grace", "50ms", "cvr0.drain-limit", "0", "cvr0.shutdown-grace", LONG));
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.ask("ECH 1 a");
            host.close();
            assertThat(host.connections()).isZero();
            assertThat(client.rest()).isEmpty();
        }
    }

    // The JDK releases a listening socket with a delay after it was closed.
    private static boolean isRefused(EmulatorHost host) {
        try (Endpoint late = Endpoint.connect(host.address())) {
            return late.socket().isClosed();
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof ConnectException;
        }
    }

    private static List<Thread> loopThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cvr0-loop"))
                .toList();
    }

    private HostFixture fixture() {
        return new HostFixture(transport);
    }
}
