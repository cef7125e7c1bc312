// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.CommandHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class EventLoopsTest {

    private static final int LOOPS = 3;
    private static final int CLIENTS = 200;

    @Parameter
    Transport transport;

    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final CommandHandler recording = Handlers.of("THR", (command, session) -> {
        threads.add(Thread.currentThread().getName());
        return Handlers.ok(command);
    });

    private EmulatorHost start(int loops) {
        return new HostFixture(transport).start(Map.of("cvr0.event-loops", String.valueOf(loops)), recording);
    }

    private void connectMany(EmulatorHost host) {
        List<Endpoint> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Endpoint.connect(host.address()));
        }
        for (Endpoint client : clients) {
            assertThat(client.ask("THR 1")).isEqualTo("THR 1 OK");
            client.close();
        }
    }

    @Test
    void shouldUseOneEventLoopByDefault() {
        try (EmulatorHost host = new HostFixture(transport).start(recording)) {
            connectMany(host);
            assertThat(threads).hasSize(1);
        }
    }

    @Test
    void shouldDistributeConnectionsOverTheEventLoops() {
        try (EmulatorHost host = start(LOOPS)) {
            connectMany(host);
            assertThat(threads).hasSize(LOOPS);
        }
    }

    @Test
    void shouldRejectAPortInUseWithSeveralEventLoops() {
        try (EmulatorHost host = start(LOOPS)) {
            assertThatThrownBy(() -> new HostFixture(transport)
                            .start(Map.of(
                                    "cvr0.event-loops", "3", "cvr0.listen", ListenAddress.format(host.address()))))
                    .isInstanceOf(HostStartException.class)
                    .hasMessageContainingAll("cannot listen on 127.0.0.1:" + host.port(), "in use");
        }
    }

    @Test
    void shouldEndTheSessionsOfEveryEventLoop() {
        EmulatorHost host = start(LOOPS);
        List<Endpoint> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Endpoint.connect(host.address()));
            clients.get(i).ask("ECH 1 a");
        }
        Thread closing = new Thread(host::close);
        closing.start();
        for (Endpoint client : clients) {
            assertThat(client.rest()).isEmpty();
            client.close();
        }
        HostFixture.await("the host is closed", () -> !closing.isAlive());
        assertThat(host.connections()).isZero();
    }
}
