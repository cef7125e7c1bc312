// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.testkit.WritingRegistryContract;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.util.List;
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
        return new TableAdapter(emulator.table(), List.of());
    }

    @Override
    public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
        output.exchange(new SocketPeer(emulator.address()));
    }
}
// end
