// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.testkit.WritingRegistryContract;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

// snippet: contract
class TableAdapterTest implements WritingRegistryContract {

    private final TableEmulator emulator = new TableEmulator();

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Override
    public CommandRegistry createRegistry() {
        emulator.table().clear();
        emulator.table().put("VER", (line, client) -> client.send("VER of the emulator"));
        return new TableAdapter(emulator.table(), List.of());
    }

    @Override
    public Set<Verb> replaceableVerbs() {
        return Set.of(Verb.VER);
    }

    @Override
    public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
        output.exchange(new SocketPeer(emulator.address()));
    }
}
// end
