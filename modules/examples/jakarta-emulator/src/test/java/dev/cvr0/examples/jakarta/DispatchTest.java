// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.CommandRegistryContract;
import dev.cvr0.testkit.FakeSession;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

// snippet: contract
class DispatchTest implements CommandRegistryContract {

    @Override
    public CommandRegistry createRegistry() {
        return new Dispatch();
    }

    @Override
    public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
        return ((Dispatch) registry).dispatch(command, session);
    }
    // end

    @Test
    void shouldReceiveTheHandlersOfThePlugin() {
        Session session = FakeSession.fresh();
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            Dispatch dispatch = container.select(Dispatch.class).get();

            assertThat(line(dispatch, "VER 1 MSNP9 CVR0", session)).contains("VER 1 CVR0");
            assertThat(line(dispatch, "CVQ 2 spaghetti", session)).contains("731 2");
            assertThat(line(dispatch, "USR 3 TWN I a@example.com", session)).isEmpty();
        }
    }

    @Test
    void shouldPreferItsOwnDialect() {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            Dispatch dispatch = container.select(Dispatch.class).get();

            assertThat(line(dispatch, "VER 1 MSNP8 CVR0", FakeSession.fresh())).contains("VER 1 MSNP8");
        }
    }

    @Test
    void shouldServeClientsWithTheBundledHost() throws IOException {
        HandlerRegistry registry = new HandlerRegistry(List.of());
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            // snippet: host
            HostSettings anyPort = HostSettings.defaults().withPort(0);
            try (EmulatorHost host = EmulatorHost.start(anyPort, registry)) {
                assertThat(ask(host.port(), "VER 1 CVR0")).isEqualTo("VER 1 CVR0");
            }
            // end
        }
    }

    private static Optional<String> line(Dispatch dispatch, String line, Session session) {
        return dispatch.dispatch(Command.tryParse(line).orElseThrow(), session)
                .map(stage -> stage.toCompletableFuture().join())
                .flatMap(Reply::line);
    }

    private static String ask(int port, String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
